/** Japanese. What is not said in it is said in English. */
import { en } from '../en/index.ts';
import { panels } from '../en/panels.ts';
import { layered } from '../layers.ts';
import type { Tongue, Words } from '../types.ts';
import { about } from './about.ts';
import { api } from './api.ts';
import { base } from './base.ts';
import { chord } from './chord.ts';
import { configuration } from './configuration.ts';
import { console } from './console.ts';
import { course } from './course.ts';
import { drawer } from './drawer.ts';
import { embed } from './embed.ts';
import { eventList } from './event-list.ts';
import { action, event } from './events.ts';
import { gallery, shop, tour } from './gallery.ts';
import { guide } from './guide.ts';
import { hands } from './hands.ts';
import { health } from './health.ts';
import { help } from './help.ts';
import { inspector } from './inspector.ts';
import { itemTable } from './item-table.ts';
import { keeping } from './keeping.ts';
import { lesson } from './lesson.ts';
import { log } from './log.ts';
import { menu, starters, systems } from './menu.ts';
import { networkTable } from './network-table.ts';
import { pictures } from './pictures.ts';
import { benchmark, profile } from './profile.ts';
import { metrics } from './metrics.ts';
import { ring } from './ring.ts';
import { share } from './share.ts';
import { snapshots } from './snapshots.ts';
import { story } from './story.ts';
import { nodeTable } from './node-table.ts';
import { spacetime } from './spacetime.ts';
import { terms, textbook } from './textbook.ts';
import { tables } from './tables.ts';
import { time } from './time.ts';
import { tools } from './tools.ts';

export const ja: Words = {
  ...base,
  about,
  action,
  api,
  chord,
  configuration,
  benchmark,
  console,
  course,
  drawer,
  embed,
  event,
  eventList,
  gallery,
  guide,
  hands,
  health,
  help,
  inspector,
  itemTable,
  keeping,
  lesson,
  log,
  menu,
  metrics,
  ring,
  networkTable,
  nodeTable,
  pictures,
  profile,
  spacetime,
  share,
  shop,
  snapshots,
  starters,
  story,
  systems,
  tables,
  terms,
  time,
  tools,
  tour,
};

export const japanese: Tongue = { words: layered({ ...en, ...panels }, ja), textbook };
