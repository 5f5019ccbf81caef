/** The list of lessons: in three orders, with how far somebody is, and never a lock. */
import { describe, expect, it } from 'vitest';
import { lessonsIn, type Listed } from '../../../src/lessons/index.ts';
import type { Progress } from '../../../src/shelf/progress.ts';
import { courseRows, inOrder, orderNamed, ORDERS } from '../../../src/views/lesson/course-order.ts';

const lessons = await lessonsIn('en');
const [first, second] = lessons as [Listed, Listed];

const kept = (id: string, state: Progress['state']): [string, Progress] => [
  id,
  { version: 1, lesson: id, step: 'one', state, isLearnt: state === 'done', steps: [] },
];
const rowsWith = (...progress: [string, Progress][]): ReturnType<typeof courseRows> =>
  courseRows(lessons, new Map(progress));

describe('a lesson', () => {
  it('is called by its question until it is done, and by its title from then on', () => {
    const [row] = rowsWith();
    expect(row).toMatchObject({ name: first.name, state: 'new', says: first.head.question, needs: [] });
    expect(rowsWith(kept(first.head.id, 'open'))[0]).toMatchObject({
      state: 'begun',
      says: first.head.question,
    });
    expect(rowsWith(kept(first.head.id, 'done'))[0]).toMatchObject({ state: 'done', says: first.head.title });
  });

  it('names what it builds on as the list does, so that no question is answered by it', () => {
    expect(second.head.needs).toEqual([first.head.id]);
    expect(rowsWith()[1]?.needs).toEqual([first.head.question]);
    expect(rowsWith(kept(first.head.id, 'done'))[1]?.needs).toEqual([first.head.title]);
  });

  it('builds on nothing that is not there in its language', () => {
    expect(courseRows([second], new Map())[0]?.needs).toEqual([]);
  });
});

describe('the order', () => {
  const names = (order: (typeof ORDERS)[number]): readonly (readonly [string | null, readonly string[]])[] =>
    inOrder(rowsWith(), order).map(({ name, rows }) => [name, rows.map((row) => row.name)]);

  it('of the path is the one of the course, in one piece', () => {
    expect(names('path')).toEqual([[null, lessons.map(({ name }) => name)]]);
  });

  it.each(['part', 'goal'] as const)(
    'by %s has every lesson once, in the order of the course within a group',
    (order) => {
      const groups = names(order);
      expect(groups.flatMap(([, rows]) => rows).sort()).toEqual(lessons.map(({ name }) => name).sort());
      for (const [name, rows] of groups) {
        expect(rows).toEqual([...rows].sort());
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) {
          const { part, outcome } = (lessons.find((one) => one.name === row) as Listed).head;
          expect(order === 'part' ? part : outcome.verb).toBe(name);
        }
      }
    },
  );

  it('of parts is the one of the course', () => {
    const late: Listed = { name: '09-x', head: { ...first.head, id: 'x', part: 'histories' } };
    const early: Listed = { name: '10-y', head: { ...first.head, id: 'y', part: 'copies-disagree' } };
    const groups = inOrder(courseRows([late, early, first], new Map()), 'part');
    expect(groups.map(({ name }) => name)).toEqual(['first-hour', 'copies-disagree', 'histories']);
  });

  it('is remembered, and what was never one is none', () => {
    expect(ORDERS.map(orderNamed)).toEqual([...ORDERS]);
    expect(orderNamed('constructor')).toBe('path');
    expect(orderNamed(null)).toBe('path');
  });
});
