/** The instant of which a lesson's picture is taken: where time waits for the learner first. It is played, as CI plays it, and never typed in. */
import { Glances, pictureOf, type Picture } from '../../src/lab/picture.ts';
import { insideOf } from '../../src/lab/inside.ts';
import type { Lesson } from '../../src/lessons/types.ts';
import { sceneOf } from '../../src/views/systems/index.ts';
import type { Scene } from '../../src/views/systems/scene.ts';
import { Stage } from '../lab/lesson/stage.ts';
import { playToStop } from '../lab/lesson/stops.ts';

export interface PictureMoment {
  readonly picture: Picture;
  readonly scene: Scene | null;
  /** What the lesson says there. */
  readonly says: string;
}

export async function momentOf(lesson: Lesson): Promise<PictureMoment> {
  let stage = await Stage.open(lesson.opening, false);
  for (const { opening, task } of lesson.steps) {
    if (opening !== null) stage = await Stage.open(opening, false);
    else await stage.begin();
    const [stop] = task?.stops ?? [];
    if (task === null) continue;
    if (stop === undefined) {
      await stage.play(task.solve);
      continue;
    }
    const there = stage;
    const isReached = await playToStop(stop, task.solve, there, (act) => there.act(act), {
      isLeftThere: true,
    });
    if (!isReached) throw new Error(`${lesson.id}: time never comes to the stop in line ${stop.line}`);
    return shown(there, stop.says);
  }
  // Where time waits for nobody, the ring as it is found says what it is about.
  return shown(await Stage.open(lesson.opening, false), '');
}

async function shown({ cluster }: Stage, says: string): Promise<PictureMoment> {
  const picture = await pictureOf(cluster, new Glances());
  const scene = sceneOf(cluster.system.id, picture, await insideOf(cluster));
  return { picture, scene, says };
}
