/** English: the language in which the page is written. What its entries are called and take is what every other language has to offer. */
import { about } from './about.ts';
import { base } from './base.ts';
import { console } from './console.ts';
import { drawer } from './drawer.ts';
import { eventList } from './event-list.ts';
import { action, event } from './events.ts';
import { hands } from './hands.ts';
import { help } from './help.ts';
import { inspectorMessages } from './inspector-messages.ts';
import { inspector as inspectorThings } from './inspector.ts';
import { keeping } from './keeping.ts';
import { menu, starters, systems } from './menu.ts';
import { ring } from './ring.ts';
import { share } from './share.ts';
import { story } from './story.ts';
import { nodeTable } from './node-table.ts';
import { spacetime } from './spacetime.ts';
import { terms } from './terms.ts';
import { time } from './time.ts';
import { tools } from './tools.ts';

const inspector = { ...inspectorThings, ...inspectorMessages };

export const en = {
  ...base,
  about,
  action,
  event,
  hands,
  help,
  inspector,
  keeping,
  menu,
  ring,
  share,
  starters,
  story,
  console,
  drawer,
  eventList,
  nodeTable,
  spacetime,
  systems,
  terms,
  time,
  tools,
};
