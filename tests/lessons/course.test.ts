/** Going through a lesson: a real cluster beside the state machine, as the panel has it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { begin, isAsking, proceed, recordOf, resume, stepOf, wants, type Course, type Happening } from '../../src/lessons/course.ts';
import { vocabulary } from '../../src/lessons/ladder.ts';
import { readLesson } from '../../src/lessons/read.ts';
import type { Lesson } from '../../src/lessons/types.ts';
import { answerOf, instantOf } from '../../src/lessons/watch.ts';
import { sketches } from '../../src/systems/registry.ts';
import { Stage } from '../../tools/lab/lesson/stage.ts';
import { minimal } from './minimal.ts';

let lesson: Lesson;
let course: Course;
let stage: Stage;

function say(happening: Happening): void {
  course = proceed(lesson, course, happening);
}

/** What the panel does when a step begins. */
async function open(): Promise<void> {
  const { open: wanted } = wants(lesson, course, true);
  if (wanted !== null) {
    const step = stepOf(lesson, course);
    stage = await Stage.open(step.opening ?? lesson.opening, false);
  } else await stage.begin();
  say({ what: 'opened', at: stage.cluster.position, text: '{}' });
}

async function look(): Promise<void> {
  say({ what: 'seen', view: await stage.view() });
}

const kill = async (node: string): Promise<void> => stage.act({ kind: 'do', action: { do: 'kill', node } });
const state = (id?: string): string => recordOf(course.progress, id).state;

beforeEach(async () => {
  const read = readLesson(minimal, 'en', sketches);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  ({ lesson } = read);
  course = begin(lesson);
  await open();
});

describe('a question', () => {
  it('is asked before its cause: time stands until there is a guess', () => {
    expect(isAsking(lesson, course)).toBe(true);
    expect(wants(lesson, course, true).mayPlay).toBe(false);
    say({ what: 'guessed', guess: 0, sure: 1 });
    expect(wants(lesson, course, true).mayPlay).toBe(true);
  });

  it('is answered by a branch, and the outcome waits for the observation', async () => {
    const { branch } = wants(lesson, course, true);
    expect(branch?.acts).toEqual([{ kind: 'do', action: { do: 'kill', node: 'n1' } }]);
    const other = await stage.fork();
    await other.play(branch?.acts ?? []);
    await other.wait(branch?.looks[0] ?? 0);
    const answered = answerOf(lesson.steps[0]!.prediction!, [await other.view()]);
    if (!answered.ok) throw new Error(answered.says);
    say({ what: 'guessed', guess: 0, sure: 2 });
    say({ what: 'answered', answer: answered.answer });
    expect(wants(lesson, course, true).outcome).toBeNull();
    await kill('n1');
    await look();
    expect(wants(lesson, course, true).outcome).toBe('otherwise');
  });

  it('is dropped when it has happened already, as after the first visit', async () => {
    await kill('n1');
    await look();
    expect(isAsking(lesson, course)).toBe(false);
    expect(recordOf(course.progress)).toMatchObject({ state: 'done', isTooLate: true, guess: null });
    say({ what: 'guessed', guess: 0, sure: 2 });
    expect(recordOf(course.progress).guess).toBeNull();
  });

  it('takes one guess', () => {
    say({ what: 'guessed', guess: 0, sure: 1 });
    say({ what: 'guessed', guess: 1, sure: 3 });
    expect(recordOf(course.progress)).toMatchObject({ guess: 0, sure: 1 });
  });
});

describe('a task', () => {
  it('is done by what became of the cluster, however that came about', async () => {
    say({ what: 'guessed', guess: 0, sure: 1 });
    await look();
    expect(state()).toBe('open');
    // Nobody said that it has to be done so.
    await stage.act({ kind: 'do', action: { do: 'command', client: 'c1', text: 'KILL Alfa' } });
    await look();
    expect(state()).toBe('done');
  });

  it('done wrongly is not done, and says why with a name; done right after all it is', async () => {
    say({ what: 'guessed', guess: 0, sure: 1 });
    await kill('n2');
    await look();
    expect(state()).toBe('open');
    expect(wants(lesson, course, true).feedback).toContain('Bravo');
    await kill('n1');
    await look();
    expect(state()).toBe('done');
    expect(wants(lesson, course, true).feedback).toBeNull();
  });

  it('gives hints in three grades', () => {
    expect(wants(lesson, course, true)).toMatchObject({ points: [], hint: null, does: [] });
    say({ what: 'hint' });
    expect(wants(lesson, course, true)).toMatchObject({ points: ['n1'], hint: null, does: [] });
    say({ what: 'hint' });
    expect(wants(lesson, course, true)).toMatchObject({ hint: 'Drag it.', does: [] });
    say({ what: 'hint' });
    say({ what: 'hint' });
    expect(wants(lesson, course, true).does).toHaveLength(1);
  });
});

describe('the way', () => {
  it('leads on only when a step is done or skipped', () => {
    say({ what: 'on' });
    expect(stepOf(lesson, course).id).toBe('stop');
    say({ what: 'skip' });
    expect(state('stop')).toBe('skipped');
    expect(stepOf(lesson, course).id).toBe('say');
  });

  it('leads through an explanation to the end, and back', async () => {
    say({ what: 'skip' });
    await open();
    say({ what: 'explained', wrote: 'They were there.' });
    expect(recordOf(course.progress)).toMatchObject({ state: 'done', wrote: 'They were there.' });
    say({ what: 'on' });
    expect(wants(lesson, course, true).open?.text).toBe(lesson.steps[2]?.opening?.text);
    await open();
    say({ what: 'back' });
    expect(stepOf(lesson, course).id).toBe('say');
    expect(recordOf(course.progress).wrote).toBe('They were there.');
    say({ what: 'skip' });
    say({ what: 'skip' });
    expect(course.progress.state).toBe('done');
  });

  it('begins again where the step began, or the lesson', async () => {
    say({ what: 'guessed', guess: 1, sure: 1 });
    await kill('n1');
    await look();
    say({ what: 'again' });
    expect(state()).toBe('open');
    expect(wants(lesson, course, true).open).toEqual({ text: '{}', at: 1_000_000 });
    say({ what: 'reset' });
    expect(course).toEqual(begin(lesson));
  });

  it('takes back nothing of having been learnt when it begins again', () => {
    expect(course.progress.isLearnt).toBe(false);
    for (const step of lesson.steps) {
      expect(step.id).toBe(course.progress.step);
      say({ what: 'skip' });
    }
    expect(course.progress).toMatchObject({ state: 'done', isLearnt: true });
    say({ what: 'reset' });
    expect(course.progress).toMatchObject({ state: 'open', isLearnt: true, steps: [] });
  });

  it('goes on after a reload at the same step, with what was said', () => {
    say({ what: 'guessed', guess: 1, sure: 2 });
    const kept = JSON.parse(JSON.stringify(course.progress)) as typeof course.progress;
    const again = resume(lesson, kept);
    expect(stepOf(lesson, again).id).toBe('stop');
    expect(recordOf(again.progress)).toMatchObject({ guess: 1, sure: 2 });
    expect(wants(lesson, again, false).open).toEqual({ text: '{}', at: 1_000_000 });
    expect(resume(lesson, { ...kept, step: 'gone' })).toEqual(begin(lesson));
  });
});

describe('stops', () => {
  it('are where time waits, until somebody goes on', async () => {
    const stop = { after: null, wait: 300_000, says: 'Look at `key:1`.', isLast: false, line: 1 };
    const [first, ...others] = lesson.steps;
    lesson = { ...lesson, steps: [{ ...first!, task: { ...first!.task!, stops: [stop] } }, ...others] };
    say({ what: 'guessed', guess: 0, sure: 1 });
    await look();
    expect(wants(lesson, course, true).stopAt).toBe(1_300_000);
    await stage.wait(300_000);
    await look();
    say({ what: 'stopped' });
    const waiting = { mayPlay: false, stopAt: null, feedback: 'Look at `key:1`.' };
    expect(wants(lesson, course, true)).toMatchObject(waiting);
    // Frames go on coming while time stands.
    await look();
    expect(wants(lesson, course, true)).toMatchObject(waiting);
    say({ what: 'played' });
    await look();
    expect(wants(lesson, course, true)).toMatchObject({ mayPlay: true, stopAt: null, feedback: null });
  });
});

it('words are said as they were taught', () => {
  const words = [{ from: 'copy', to: 'replica', means: 'The same key on another node.' }];
  const heads = [{ ...lesson, words }];
  expect(vocabulary(heads, []).get('copy')?.word).toBe('copy');
  expect(vocabulary(heads, [{ ...course.progress, isLearnt: true }]).get('copy')).toMatchObject({ word: 'replica', other: 'copy' });
  expect(vocabulary(heads, [], true).get('copy')?.word).toBe('replica');
});

it('a stop counts from what it waits for, though that was before the step; without it from where the step began', async () => {
  const stop = { wait: 150_000, says: 'Wait.', isLast: false, line: 1 };
  const after = { act: 'kill' } as const;
  expect(instantOf({ ...stop, after }, await stage.view(), stage.began)).toBeNull();
  await kill('n1');
  const killed = stage.cluster.position;
  await stage.wait(400_000);
  await stage.begin();
  expect(instantOf({ ...stop, after }, await stage.view(), stage.began)).toBe(killed + 150_000);
  expect(instantOf({ ...stop, after: null }, await stage.view(), stage.began)).toBe(killed + 550_000);
});
