/** What the query of an address asks of the page, and what is left of one that a stranger has put together. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined, readAddress, STEP_MOST } from '../../src/share/address.ts';
import { PLAIN_DOOR } from '../../src/share/door.ts';

const PLAIN = { isEmbedded: false, opens: null, preset: null, as: null, step: null, unread: [] };

test('nothing is asked', () => {
  expect(readAddress('')).toEqual(PLAIN);
  expect(readAddress('?lang=ja')).toEqual(PLAIN);
});

test('all of it at once', () => {
  const query =
    '?embed&open=counter&as=Charlie&step=12&show=kill,rope,console,holders,textbook,pace:0.1,locked';
  expect(readAddress(query)).toEqual({
    ...{ isEmbedded: true, opens: 'counter', as: 'Charlie', step: 12, unread: [] },
    preset: {
      ...{ tools: ['rope'], tabs: ['console'], parts: ['holders'], faults: ['kill'] },
      ...{ words: 'textbook', pace: 0.1, isLocked: true },
    },
  });
});

test('whoever names nothing shows nothing of any kind', () => {
  expect(readAddress('?show=').preset).toEqual({
    ...PLAIN_DOOR.preset,
    ...{ tools: [], tabs: [], parts: [], faults: [] },
  });
});

test('what means nothing is named, and the rest stands', () => {
  const { preset, step, unread } = readAddress('?show=kill,teapot,pace:0,pace:x&step=-1');
  expect([preset?.faults, preset?.pace, step]).toEqual([['kill'], null, null]);
  expect(unread).toEqual(['step=-1', 'teapot', 'pace:0', 'pace:x']);
  expect(readAddress(`?step=${STEP_MOST + 1}`).step).toBeNull();
});

test('whatever a stranger writes is read, in bounds, and throws nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const read = readAddress(`?show=${text}&as=${text}&step=${text}&open=${text}`);
      expect((read.as ?? '').length).toBeLessThanOrEqual(64);
      expect(read.unread.every((one) => one.length <= 64)).toBe(true);
    }),
  );
});

test('an address decides of what is there, a scenario of what the address leaves open', () => {
  const own = { ...PLAIN_DOOR.preset, tabs: ['events'], pace: 0.1, isLocked: true };
  expect(joined(own, null)).toBe(own);
  expect(joined(own, readAddress('?show=console').preset)).toMatchObject({
    ...{ tabs: ['console'], tools: [], pace: 0.1, isLocked: true },
  });
});
