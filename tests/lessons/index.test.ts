/** The door that the panel goes through. */
import { expect, test } from 'vitest';
import { lessonsIn, loadLesson } from '../../src/lessons/index.ts';
import { sketches } from '../../src/systems/registry.ts';

test('lists the lessons of a language in the order of the course, by question', async () => {
  const english = await lessonsIn('en');
  expect(english.map(({ name }) => name)).toEqual([...english.map(({ name }) => name)].sort());
  expect(english.length).toBeGreaterThanOrEqual(8);
  expect(english[0]?.head).toMatchObject({ id: 'copies-already-there', minutes: 5 });
  const japanese = await lessonsIn('ja');
  expect(japanese.map(({ head }) => head.id).slice(0, 3)).toEqual(english.map(({ head }) => head.id).slice(0, 3));
  expect(await lessonsIn('xx')).toEqual([]);
});

test('loads one, or says what is wrong', async () => {
  const read = await loadLesson('en', '01-copies-already-there', sketches);
  expect(read.ok && read.lesson.steps[0]?.id).toBe('pull');
  const none = await loadLesson('en', '99-nothing', sketches);
  expect(none.ok ? '' : none.faults[0]?.says).toContain('there is no lesson');
  const unknown = await loadLesson('en', '01-copies-already-there', new Map());
  expect(unknown.ok).toBe(false);
});
