/** A lesson with a fault is refused with the line and the reason. */
import { describe, expect, it } from 'vitest';
import { readLesson } from '../../src/lessons/read.ts';
import { sketches } from '../../src/systems/registry.ts';
import { playLesson } from '../../tools/lab/lesson/player.ts';
import { changed, lineWith, minimal } from './minimal.ts';

const faultsIn = (text: string): readonly { readonly line: number; readonly says: string }[] => {
  const read = readLesson(text, 'en', sketches);
  return read.ok ? [] : read.faults;
};

async function troublesIn(text: string): Promise<readonly { readonly line: number; readonly says: string }[]> {
  const read = readLesson(text, 'en', sketches);
  if (!read.ok) throw new Error(read.faults.map(({ line, says }) => `${line}: ${says}`).join('\n'));
  return (await playLesson(read.lesson, 'en')).troubles;
}

it('the minimal lesson is read, and plays', async () => {
  expect(faultsIn(minimal)).toEqual([]);
  expect(await troublesIn(minimal)).toEqual([]);
});

it('whoever is added by the script may be named, and nobody else', () => {
  const joining = changed('until: 20s', 'script: [{ at: 600ms, do: add, node: n4 }]\nuntil: 20s');
  const naming = (node: string): string => joining.replace('{ node: n1, is: down }', `{ node: ${node}, is: down }`);
  expect(faultsIn(naming('n4'))).toEqual([]);
  expect(faultsIn(naming('n5')).map(({ says }) => says)).toEqual(['there is no node n5']);
});

describe('what a reader refuses', () => {
  it.each([
    ['an unknown predicate', '{ node: n1, is: down }', '{ nodde: n1 }', 'checks:\n', 'this is no predicate'],
    ['an unknown node in a check', '{ node: n1, is: down }', '{ node: n9, is: down }', 'checks:\n', 'there is no node n9'],
    ['an unknown node in an act', 'solve: [{ do: kill, node: n1 }]', 'solve: [{ do: kill, node: n9 }]', 'solve:', 'there is no node n9'],
    ['an act that is none', 'solve: [{ do: kill, node: n1 }]', 'solve: [{ do: explode }]', 'solve:', 'an act is'],
    ['a missing solve', 'solve: [{ do: kill, node: n1 }]\n', '', 'checks:\n', 'solve: this key is missing'],
    ['an empty solve', 'solve: [{ do: kill, node: n1 }]', 'solve: []', 'solve:', 'nobody can know'],
    ['a bad scenario', 'system: cache', 'system: cash', 'version: 1', 'there is no system "cash"'],
    ['a bad fresh scenario', 'seed: 2\n', 'seed: -2\n', 'seed: -2', 'seed'],
    ['front matter that is no YAML', 'minutes: 2', 'minutes: [2', 'minutes: [2', 'indented'],
    ['front matter that does not end', 'begin: 1s\n---\n', 'begin: 1s\n', '---', 'front matter'],
    ['front matter with a missing field', 'minutes: 2\n', '', 'id: small', 'minutes: this key is missing'],
    ['a part that the course has not', 'part: first-hour', 'part: last-hour', 'part: last-hour', 'part: '],
    ['front matter with an unknown field', 'minutes: 2\n', 'minutes: 2\nauthor: me\n', 'author', 'not known'],
    ['script', 'Stop Alfa.', 'Stop <script>alert(1)</script> Alfa.', 'Stop <script>', 'HTML and script'],
    ['a block of HTML', 'Stop Alfa.', 'Stop Alfa.\n\n<div onclick="x()">a</div>', '<div', 'HTML and script'],
    ['script in a choice', 'says: A few are gone', 'says: A <b onclick="x()">few</b>', 'choices:', 'HTML and script'],
    ['script in a check', 'says: Alfa is stopped,', 'says: <img src=x onerror=y>,', 'checks:\n', 'HTML and script'],
    ['script in an explanation', 'model: Because of copies.', 'model: Because <script>x()</script>.', 'asks: Why', 'HTML and script'],
    ['an unknown node in a wrong way', '{ node: n2, is: down }\n    acts', '{ node: n9, is: down }\n    acts', '  - when:', 'there is no node n9'],
    ['an unknown node in a branch', 'branch: { acts: [{ do: kill, node: n1 }]', 'branch: { acts: [{ do: kill, node: n9 }]', 'branch:', 'there is no node n9'],
    ['an unknown predicate in a choice', '{ keys: lost, atLeast: 1 }', '{ kees: lost }', 'choices:', 'this is no predicate'],
    ['a link into the world', 'Stop Alfa.', 'Stop [Alfa](https://example.org).', 'Stop [Alfa]', 'leads to a check'],
    ['a script as a link', 'Stop Alfa.', 'Stop [Alfa](javascript:alert).', 'Stop [Alfa]', 'leads to a check'],
    ['a picture', 'Stop Alfa.', 'Stop ![a](b.png).', 'Stop ![a]', 'image has no place'],
    ['an unknown check', '(#stopped)', '(#halted)', 'Alfa is stopped](', 'there is no check "halted"'],
    ['a number without a check', 'nothing is lost.', 'all 5 are there.', 'all 5', '"5" is a number'],
    ['a number in words', 'Once more.', 'Once more, with two nodes.', 'Once more, with', '"two" is a number'],
    ['a long why', 'Somebody keeps the keys.', `Why${' so'.repeat(20)}.`, 'Why so', 'at most 20 are read'],
    ['a third paragraph', 'Stop Bravo.', 'Stop Bravo.\n\nAnd more.', 'And more', 'one line of why and one act'],
    ['feedback that names nobody', 'says: Bravo is stopped, and Alfa is not.', 'says: That was wrong.', 'says: That', 'feedback names'],
    ['two kinds of question', 'because: There', 'slider: { from: 0, to: 1, step: 1, near: 0, measures: { keys: lost } }\nbecause: There', 'asks: Is', 'either choices'],
    ['an unknown block', '```explain', '```essay', 'asks: Why', 'is no block'],
    ['a second scenario', '## Say it', '```scenario\nversion: 1\n```\n\n## Say it', '```scenario\nversion: 1\n```', 'one scenario'],
    ['no recap', '{#recap}', '{#end}', '## What it was', '{#recap}'],
    ['no transfer', '```transfer', '```task', 'checks:\n  - { id: bravo', 'hints: this key is missing'],
    ['a tool that is not taught', 'Stop Alfa.', 'Stop Alfa.\n\n```step\nunlocks: [rope]\n```', '## Stop it', 'neither in teaches'],
    ['an alias', 'asks: Why?\nmodel: Because of copies.', 'asks: &a Why?\nmodel: *a', 'asks: &a', 'alias'],
  ])('%s', (_, from, to, place, says) => {
    const text = changed(from, to);
    const [fault] = faultsIn(text).filter((one) => one.says.includes(says));
    expect(fault, JSON.stringify(faultsIn(text))).toBeDefined();
    expect(Math.abs((fault?.line ?? 0) - lineWith(text, place))).toBeLessThanOrEqual(1);
  });

  it('a text that is no lesson', () => {
    expect(faultsIn('hello')[0]?.says).toContain('front matter');
    expect(faultsIn('')).not.toEqual([]);
  });
});

describe('what playing refuses', () => {
  it.each([
    ['an answer that is given away', 'Somebody keeps the keys.', 'Keys may die, and none of them is.', 'asks: Is', 'given away'],
    ['an answer in the question', 'question: What becomes of a key?', 'question: Is it so that none of them is?', 'asks: Is', 'given away'],
    ['choices of which none comes true', '{ keys: lost, atMost: 0 }', '{ keys: lost, atLeast: 2 }', 'asks: Is', '0 of the choices'],
    ['choices of which both come true', '{ keys: lost, atLeast: 1 }', '{ keys: lost, atMost: 1 }', 'asks: Is', '2 of the choices'],
    ['a check that holds before', 'holds: { node: n1, is: down }', 'holds: { nodes: up, atLeast: 1 }', '{ id: stopped', 'holds before'],
    ['a solution that does not solve', 'solve: [{ do: kill, node: n1 }]', 'solve: [{ do: freeze, node: n1 }]', '{ id: stopped', 'does not hold after'],
    ['a wrong way that is right', 'acts: [{ do: kill, node: n2 }]', 'acts: [{ do: kill, node: n1 }]', 'when:', 'this way is not wrong'],
    ['a wrong way without feedback', 'acts: [{ do: kill, node: n2 }]', 'acts: [{ do: kill, node: n3 }]', 'when:', 'gets no feedback'],
    ['minutes that do not fit', 'minutes: 2', 'minutes: 9', '---', 'minutes: 9'],
    ['a claim that is not so', 'Stop Alfa.', 'Stop [Alfa](#lone).\n\n```claims\n- { id: lone, holds: { nodes: up, atMost: 1 } }\n```', '- { id: lone', 'is not so'],
  ])('%s', async (_, from, to, place, says) => {
    const text = changed(from, to);
    const troubles = await troublesIn(text);
    const [trouble] = troubles.filter((one) => one.says.includes(says));
    expect(trouble, JSON.stringify(troubles)).toBeDefined();
    expect(Math.abs((trouble?.line ?? 0) - lineWith(text, place))).toBeLessThanOrEqual(1);
  });
});
