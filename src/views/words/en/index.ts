/**
 * English: the language in which the page is written. What its entries are called and take is what every other language has to offer. Here are the
 * words that the page begins with; those of panels, which open later, are in panels.ts.
 */
import { base } from './base.ts';
import { drawer } from './drawer.ts';
import { action, event } from './events.ts';
import { hands } from './hands.ts';
import { help } from './help.ts';
import { menu, starters } from './menu.ts';
import { ring } from './ring.ts';
import { story } from './story.ts';
import { terms } from './terms.ts';
import { time } from './time.ts';
import { tools } from './tools.ts';

export const en = {
  ...base,
  action,
  event,
  hands,
  help,
  menu,
  ring,
  starters,
  story,
  drawer,
  terms,
  time,
  tools,
};
