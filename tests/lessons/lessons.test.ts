/** Every lesson there is, played as somebody would who knows the way. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/lessons/types.ts';
import { claimsText } from '../../tools/lab/lesson/claims.ts';
import { languageOf, lessonFiles, lessonOf } from '../../tools/lab/lesson/files.ts';
import { CLAIMS } from '../../tools/lesson-claims.ts';
import { playLesson } from '../../tools/lab/lesson/player.ts';
import { firstVisit } from '../../src/views/starters.ts';

const files = await lessonFiles();

describe('lessons', () => {
  it.each(files)('%s does what it says', async (file) => {
    const played = await playLesson(await lessonOf(file), languageOf(file));
    expect(played.troubles).toEqual([]);
    expect(played.steps.some(({ answer }) => answer !== null)).toBe(true);
  });

  it('are the same in every language but for their words', async () => {
    const translated = files.filter((file) => languageOf(file) !== 'en');
    for (const file of translated) {
      const original = await lessonOf(file.replace(/lessons\/[a-z]+\//, 'lessons/en/'));
      expect(bones(await lessonOf(file)), file).toEqual(bones(original));
    }
  });

  it('begin with the cluster of the first visit, at the instant at which a visitor comes in', async () => {
    const { about: _, ...visited } = JSON.parse(firstVisit.text) as Record<string, unknown>;
    for (const file of files.filter((one) => one.includes('/01-'))) {
      const { opening } = await lessonOf(file);
      const { about: __, ...begun } = JSON.parse(opening.text) as Record<string, unknown>;
      expect(begun, file).toEqual(visited);
      expect(opening.begin).toBe(firstVisit.opensAt);
    }
  });

  it('claim nothing that does not stand in docs/lessons-claims.md (`npm run claims` writes it)', async () => {
    expect(await claimsText()).toBe(await readFile(CLAIMS, 'utf8'));
  });

  it.each(files)('%s hands over all that it teaches and shows', async (file) => {
    const { teaches, shows, steps } = await lessonOf(file);
    const given = steps.flatMap(({ unlocks }) => unlocks);
    expect([...teaches, ...shows].filter((one) => !given.includes(one))).toEqual([]);
  });

  it('name each other by id, and need only what comes before', async () => {
    const known = new Set<string>();
    for (const file of files.filter((one) => languageOf(one) === 'en')) {
      const { id, needs } = await lessonOf(file);
      for (const need of needs) expect(known, `${id} needs ${need}`).toContain(need);
      expect(known).not.toContain(id);
      known.add(id);
    }
  });
});

/** A lesson without what people read. */
function bones(lesson: Lesson): unknown {
  const { id, part, pace, begin, needs, teaches, shows, optional, opening, steps } = lesson;
  const written = new Set(['says', 'asks', 'because', 'title', 'why', 'act', 'line', 'model', 'boxes', 'text', 'about', 'unit']);
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => (written.has(key) ? [] : [[key, strip(inner)]])),
    );
  };
  return strip({ id, part, pace, begin, needs, teaches, shows, optional, opening, steps });
}
