import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/index.ts';
import { sketches } from '../../src/systems/registry.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { firstLesson, firstVisit, starters } from '../../src/views/starters.ts';
import { en } from '../../src/views/words/en/index.ts';
import { examples } from '../../src/views/words/examples.ts';

describe('starters', () => {
  it.each(starters)('$id is a scenario without a fault', ({ id, text }) => {
    const read = readScenario(text, sketches);
    expect(read).toMatchObject({ ok: true, scenario: { about: { title: en.starters[id] } } });
  });

  it('have commands to try for every system they open', () => {
    for (const { text } of starters) {
      const { system } = JSON.parse(text) as { system: string };
      expect(examples[system]).toBeDefined();
    }
  });
});

describe('the first visit', () => {
  const read = readLesson(readFileSync('lessons/en/01-copies-already-there.md', 'utf8'), 'en', sketches);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const { lesson } = read;

  it('has the very cluster of the first lesson, at its instant and pace: what is done there counts', () => {
    const scenario = readScenario(firstVisit.text, sketches);
    expect(scenario).toEqual({ ok: true, scenario: lesson.opening.scenario });
    expect(firstVisit).toMatchObject({ opensAt: lesson.opening.begin, pace: lesson.pace });
  });

  it('says of the lesson what is so', () => {
    expect(firstLesson.minutes).toBe(lesson.minutes);
    const [step] = lesson.steps;
    expect(step?.task?.checks.map(({ holds }) => holds)).toEqual([{ node: firstLesson.node, is: 'down' }]);
  });
});
