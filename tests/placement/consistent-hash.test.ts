import { describe, expect, test } from 'vitest';
import {
  add,
  get,
  getNodes,
  newConsistentHash,
  remove,
  type Answer,
  type ConsistentHash,
} from '../../src/placement/consistent-hash.ts';

function value<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(answer.says);
  return answer.value;
}

function ringOf(...ids: readonly string[]): ConsistentHash {
  return ids.reduce((ring, id) => value(add(ring, id)), value(newConsistentHash(150)));
}

describe('S4-20: the ring in one’s hand', () => {
  test('an empty ring answers with an error', () => {
    expect(get(ringOf(), 'key')).toEqual({ ok: false, says: 'The ring is empty.' });
    expect(getNodes(ringOf(), 'key', 1)).toEqual({ ok: false, says: 'The ring is empty.' });
  });

  test('adding twice and removing a stranger are errors', () => {
    expect(add(ringOf('a'), 'a')).toEqual({ ok: false, says: 'Node a is there already.' });
    expect(remove(ringOf('a'), 'b')).toEqual({ ok: false, says: 'There is no node b.' });
    expect(add(ringOf('a'), 'b', 0)).toMatchObject({ ok: false });
    expect(add(ringOf('a'), '')).toEqual({ ok: false, says: 'A node needs an id.' });
    expect(newConsistentHash(0)).toMatchObject({ ok: false });
  });

  test('a count above the number of nodes gives all of them once; one of 0 or less is an error', () => {
    const ring = ringOf('a', 'b', 'c');
    expect([...value(getNodes(ring, 'key', 9))].sort()).toEqual(['a', 'b', 'c']);
    expect(value(getNodes(ring, 'key', 2))[0]).toBe(value(get(ring, 'key')));
    for (const count of [0, -1, 0.5]) expect(getNodes(ring, 'key', count)).toMatchObject({ ok: false });
  });

  test('nothing is changed, and what left and came back is as before', () => {
    const ring = ringOf('a', 'b', 'c');
    const smaller = value(remove(ring, 'b'));
    expect(ring.nodes.length).toBe(3);
    expect(value(get(smaller, 'key'))).not.toBe('b');
    const again = value(add(smaller, 'b'));
    for (let key = 0; key < 200; key += 1)
      expect(getNodes(again, `${key}`, 3)).toEqual(getNodes(ring, `${key}`, 3));
  });
});
