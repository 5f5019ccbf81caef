/** What the diagram shows of real runs. */
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../../src/kernel/time.ts';
import { readConsole } from '../../../src/terminal/console.ts';
import { chainOf } from '../../../src/views/drawer/chain.ts';
import { arrowsOf, endOf, sceneryOf } from '../../../src/views/drawer/space-time.svelte.ts';
import { Threads, type Act } from '../../../src/views/drawer/threads.ts';
import { glyphOf } from '../../../src/views/systems/glyphs.ts';
import { act, asked, knownFrom, opened, recorded } from './lab.ts';

const present = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'].map((id, index) => ({
  ...{ id, name: ['Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot'][index] as string },
  ...{ role: 'node', weight: 1 },
}));
const reader = (): Threads =>
  new Threads({
    glyphOf: (kind) => glyphOf('cache', kind),
    actOf: (text) => {
      const line = readConsole(text, present);
      return line?.ok === true ? (line.act as unknown as Act) : null;
    },
  });
const lanes = new Set(['c1', ...present.map(({ id }) => id)]);

describe('threads', () => {
  it('messages with their fates, and the times of faults', async () => {
    const lab = await opened('cache');
    await asked(lab, 'KILL Bravo');
    await asked(lab, 'FREEZE Charlie');
    await act(lab, { do: 'isolate', node: 'n4' });
    await lab.seek(1_500_000);
    await act(lab, { do: 'restart', node: 'n2' });
    await asked(lab, 'THAW Charlie');
    await act(lab, { do: 'heal' });
    await lab.seek(1_600_000);
    const { events } = await recorded(lab);
    const threads = reader();
    threads.read(knownFrom(events));
    const told = threads.stretches.map(({ lane, band, to }) => [lane, band, to === NEVER]);
    expect(told).toContainEqual(['n2', 'stopped', false]);
    expect(told).toContainEqual(['n3', 'frozen', false]);
    expect(told).toContainEqual(['n4', 'cutOff', false]);
    const toDead = threads.threads.filter(({ message }) => message.to === 'n2' && message.sent > 900_000);
    expect(toDead.some(({ lost }) => lost?.reason === 'dead')).toBe(true);
    // Arrows end where the message came or was lost, never before it was sent.
    for (const thread of threads.threads) expect(endOf(thread)).toBeGreaterThanOrEqual(thread.message.sent);
    expect(threads.marks.some(({ event, lane }) => event.what === 'stopped' && lane === 'n2')).toBe(true);
  });

  it('reads on where it was, and anew on another line', async () => {
    const lab = await opened('cache');
    const { events } = await recorded(lab);
    const threads = reader();
    threads.read(knownFrom(events.slice(0, 100)));
    threads.read(knownFrom(events));
    const whole = reader();
    whole.read(knownFrom(events));
    expect(threads.threads).toEqual(whole.threads);
    threads.read({ ...knownFrom(events.slice(0, 50)), line: 2 });
    expect(threads.threads.length).toBeLessThan(50);
    // What fell off the front is gone from here as well.
    const rest = { ...knownFrom(events.slice(200)), first: 200 };
    whole.read(rest);
    expect(whole.threads.every(({ number }) => number >= 200)).toBe(true);
  });
});

describe('what is shown', () => {
  it('is what lies in the window; heartbeats only when they are wanted', async () => {
    const lab = await opened('cache');
    await asked(lab, 'SET apple red');
    const { events } = await recorded(lab);
    const threads = reader();
    threads.read(knownFrom(events));
    const span = { from: 790_000, to: 860_000 };
    const quiet = sceneryOf(threads, span, { showsBeats: false, margin: 0, lanes });
    const loud = sceneryOf(threads, span, { showsBeats: true, margin: 0, lanes });
    expect(quiet.threads.map(({ message }) => message.kind)).toEqual(
      expect.arrayContaining(['request', 'copy', 'reply']),
    );
    expect(quiet.threads.every(({ glyph }) => glyph !== 'beat')).toBe(true);
    expect(loud.threads.length).toBeGreaterThan(quiet.threads.length);
    for (const thread of loud.threads) {
      expect(thread.message.sent).toBeLessThanOrEqual(span.to);
      expect(endOf(thread)).toBeGreaterThanOrEqual(span.from);
    }
    expect(arrowsOf(loud.threads).every(({ sent, arrives }) => arrives > sent && arrives !== NEVER)).toBe(
      true,
    );
  });
});

describe('the chain of a message', () => {
  it('goes back to who asked, and on to what came of it', async () => {
    const lab = await opened('cache', { write: 2, appendfsync: 'always' });
    const { operation } = await asked(lab, 'SET apple red');
    await lab.seek(1_000_000);
    const { events } = await recorded(lab);
    const kinds = (keys: ReadonlySet<string>): string[] =>
      [...keys].map((key) => key.split('/').slice(1, 3).join(' ')).sort();
    const request = chainOf(`c1>n1/${operation}/request/0`, 0, events);
    expect(request.causes.size).toBe(0);
    expect(kinds(request.effects)).toEqual(
      expect.arrayContaining(['log synced copied', `${operation} copy`, 'log synced reply']),
    );
    // The reply waited for a disk with whatever else did, and bears no name of the operation.
    const [key = ''] = [...request.effects].filter((each) => each.includes('/reply/'));
    const reply = chainOf(key.slice(0, -2), 0, events);
    expect(kinds(reply.causes)).toContain(`${operation} request`);
    expect(reply.effects.size).toBe(0);
    const copy = chainOf(`n1>n3/${operation}/copy/0`, 0, events);
    expect([...copy.causes]).toEqual([`c1>n1/${operation}/request/0 0`]);
    expect(chainOf('nothing', 0, events).causes.size).toBe(0);
  });
});
