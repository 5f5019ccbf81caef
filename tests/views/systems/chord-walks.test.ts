/** A request on its way, told from messages in the air and from what its issuer remembers. */
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import type { FlightPicture } from '../../../src/lab/picture.ts';
import { walksOf } from '../../../src/views/systems/chord/walks.ts';
import type { Circle } from '../../../src/views/systems/scene.ts';
import { believed, BITS } from './chord-beliefs.ts';

const RING = ['10', '40', '80', 'c0'];
type Belief = ReturnType<typeof believed>;

function circle(open: Belief['open'] = [], isIterative = false): Circle {
  const minds = new Map(RING.map((at) => [`n${at}`, believed(at, RING)]));
  minds.set('n10', { ...believed('10', RING), open });
  return { minds, bits: BITS, isIterative, members: [], marks: [], alarm: null };
}

const flight = (from: string, to: string, kind: string): FlightPicture => {
  const name = `${from}>${to}/c1.3/${kind}/0`;
  return { name, from, to, kind, copy: 0, sent: 0, arrives: 1 };
};

function sent({ name, kind, from, to }: FlightPicture, body: object): HistoryEvent {
  const message = { name, kind, from, to, body: { kind, body } };
  return { at: 0, node: from, number: 1, what: 'sent', message } as unknown as HistoryEvent;
}

const relayed = { target: '90', key: 'apple', request: 'c1.3', path: ['n10', 'n40'] };

describe('a request on its way', () => {
  it('is where its relay says, with everybody before it', () => {
    const get = flight('n40', 'n80', 'get');
    expect(walksOf(circle(), [get], [sent(get, relayed)])).toEqual([
      {
        ...{ request: 'c1.3', deed: 'get', key: 'apple', target: 144 / 256 },
        ...{ path: ['n10', 'n40'], next: 'n80', isStar: false, isAnswered: false },
      },
    ]);
  });

  it('is over with the owner’s answer, of which the issuer knows what it asked', () => {
    const open = [{ request: 'c1.3', deed: 'get', key: 'apple', target: '90', path: [] }];
    const reply = flight('nc0', 'n10', 'reply');
    const replied = {
      request: 'c1.3',
      status: 200,
      storer: { id: 'nc0', at: 'c0' },
      path: ['n10', 'n40', 'nc0'],
    };
    expect(walksOf(circle(open), [reply], [sent(reply, replied)])).toMatchObject([
      { key: 'apple', path: ['n10', 'n40', 'nc0'], next: null, isAnswered: true },
    ]);
    expect(walksOf(circle(), [reply], [sent(reply, replied)])).toEqual([]);
  });

  it('is where the issuer has been, when that goes step by step', () => {
    const open = [{ request: 'c1.3', deed: 'get', key: 'apple', target: '90', path: ['n10', 'n80'] }];
    expect(walksOf(circle(open, true), [], [])).toMatchObject([
      { target: 144 / 256, path: ['n10', 'n80'], isStar: true },
    ]);
  });

  it('of nodes that look after their fingers nothing is told, nor of what no record knows', () => {
    const own = flight('n40', 'n80', 'find successor');
    const body = { ...relayed, key: null, request: 'n10.1.7' };
    expect(walksOf(circle(), [own], [sent(own, body)])).toEqual([]);
    expect(walksOf(circle(), [flight('n40', 'n80', 'get')], [])).toEqual([]);
  });

  it('the first that was asked stands first', () => {
    const [one, other] = [flight('n40', 'n80', 'get'), flight('n40', 'nc0', 'put')];
    const events = [
      sent(one, { ...relayed, request: 'c1.12' }),
      sent(other, { ...relayed, request: 'c1.9' }),
    ];
    expect(walksOf(circle(), [one, other], events).map(({ request }) => request)).toEqual(['c1.9', 'c1.12']);
  });
});
