/** The pictures of the gallery: every scenario is run to the instant that it names, as the page would run it, and what stands on its ring is written down. */
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { SILENCE } from '../../src/cluster/recorder.ts';
import { insideOf } from '../../src/lab/inside.ts';
import { Glances, pictureOf } from '../../src/lab/picture.ts';
import { formatFault, readScenario } from '../../src/scenario/index.ts';
import { programOf } from '../../src/systems/programs.ts';
import { sketches, systemOf } from '../../src/systems/registry.ts';
import { cardsFor } from '../../src/views/gallery/cards.ts';
import { packRing, type StillRing } from '../../src/views/gallery/still-ring.ts';
import { contentOf } from '../../src/views/ring/printed-ring.ts';
import { sceneOf } from '../../src/views/systems/index.ts';

export async function recordPictures(): Promise<Readonly<Record<string, StillRing>>> {
  const pictures: Record<string, StillRing> = {};
  for (const { id, text, picture } of await cardsFor('en')) pictures[id] = await ringAt(text, picture);
  return pictures;
}

async function ringAt(text: string, at: number): Promise<StillRing> {
  const read = readScenario(text, sketches);
  if (!read.ok) throw new Error(read.faults.map(formatFault).join('\n'));
  const { scenario } = read;
  const cluster = new Cluster({
    scenario,
    system: systemOf(scenario.system),
    host: new LocalHost(programOf),
    recorder: SILENCE,
  });
  await cluster.boot();
  await cluster.advanceTo(at);
  const picture = await pictureOf(cluster, new Glances());
  const scene = sceneOf(scenario.system, picture, await insideOf(cluster));
  await cluster.dispose();
  const { readout = null } = scene ?? {};
  return packRing(
    contentOf(picture, scene),
    readout === null || readout.all === 0 ? '' : `${readout.readable}/${readout.all}`,
  );
}
