/** English in the panels. It comes with the first of them, see ../panels.ts. */
import { about } from './about.ts';
import { api } from './api.ts';
import { chord } from './chord.ts';
import { configuration } from './configuration.ts';
import { console } from './console.ts';
import { course } from './course.ts';
import { embed } from './embed.ts';
import { eventList } from './event-list.ts';
import { health } from './health.ts';
import { gallery, shop, tour } from './gallery.ts';
import { guide } from './guide.ts';
import { inspectorMessages } from './inspector-messages.ts';
import { inspector as inspectorThings } from './inspector.ts';
import { itemTable } from './item-table.ts';
import { keeping } from './keeping.ts';
import { lesson } from './lesson.ts';
import { systems } from './menu.ts';
import { networkTable } from './network-table.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { nodeTable } from './node-table.ts';
import { pictures } from './pictures.ts';
import { benchmark, profile } from './profile.ts';
import { share } from './share.ts';
import { snapshots } from './snapshots.ts';
import { spacetime } from './spacetime.ts';
import { tables } from './tables.ts';

const inspector = { ...inspectorThings, ...inspectorMessages };

export const panels = {
  about,
  api,
  benchmark,
  chord,
  guide,
  inspector,
  configuration,
  console,
  course,
  embed,
  eventList,
  health,
  itemTable,
  gallery,
  keeping,
  lesson,
  networkTable,
  log,
  metrics,
  nodeTable,
  pictures,
  profile,
  share,
  shop,
  snapshots,
  spacetime,
  systems,
  tables,
  tour,
};
