/** What every host must do, and do alike. Run against each of them. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/cluster/host.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import type { Advance, Envelope } from '../../src/kernel/protocol.ts';
import { NEVER } from '../../src/kernel/time.ts';
import { Duet, startOf } from './duet.ts';
import { programOf } from './programs.ts';

export function hostSpec(name: string, makeHost: () => Host): void {
  describe(name, () => {
    const hosts: Host[] = [];
    const make = (): Host => {
      const host = makeHost();
      hosts.push(host);
      return host;
    };
    afterEach(async () => {
      for (const host of hosts.splice(0)) await host.dispose();
    });

    it('boots a node and says when its first event is', async () => {
      const port = await make().start('n1');
      expect(await port.call({ do: 'boot', start: startOf('n1', { at: 700 }) })).toEqual({ next: 700 });
    });

    it('answers what LocalHost answers, to the byte', async () => {
      const here = new Duet(make());
      const there = new Duet(new LocalHost(programOf));
      for (const duet of [here, there]) {
        await duet.boot();
        await duet.play(20_000);
      }
      expect(here.answers.flatMap((answer) => answer.sends).length).toBeGreaterThan(50);
      expect(here.answers).toStrictEqual(there.answers);
    });

    it('saves what LocalHost goes on from, and goes on from what LocalHost saves', async () => {
      const straight = new Duet(new LocalHost(programOf));
      await straight.boot();
      await straight.play(10_000);
      const savedThere = await straight.save();
      const before = straight.answers.length;
      await straight.play(20_000);

      const first = new Duet(make());
      await first.boot();
      await first.play(10_000);
      const savedHere = await first.save();

      for (const [host, save] of [
        [new LocalHost(programOf), savedHere],
        [make(), savedThere],
      ] as const) {
        const duet = new Duet(host);
        await duet.load(structuredClone(save));
        await duet.play(20_000);
        expect(duet.answers).toStrictEqual(straight.answers.slice(before));
      }
    });

    it('brings acts and arrivals of live bodies to the node, and shows its state', async () => {
      const port = await make().start('n1');
      await port.call({ do: 'boot', start: startOf('n1') });
      const arrival: Envelope = {
        from: 'c1',
        to: 'n1',
        number: 3,
        copy: 1,
        sent: 0,
        cause: 9,
        root: 'c1.1',
        kind: 'gossip',
        count: 4,
        arrives: 200,
        body: { kind: 'gossip', text: 'hello', value: { ['__proto__']: 1, deep: [[[]]] } },
      };
      const act = { at: 100, do: 'tell', message: { kind: 'gossip', value: 5 }, root: 'operator' } as const;
      const advance = await port.call<Advance>({
        do: 'advance',
        until: 400,
        arrivals: [arrival],
        acts: [act],
      });
      expect(advance.sends.map(({ to, root }) => [to, root])).toEqual([
        ['operator', 'operator'],
        ['c1', 'c1.1'],
      ]);
      expect(advance.handled.map(({ what }) => what)).toEqual(['boot', 'tell', 'arrival']);
      expect(advance.handled[2]).toMatchObject({
        from: 'c1',
        number: 3,
        copy: 1,
        root: 'c1.1',
        kind: 'gossip',
      });
      expect(await port.call({ do: 'look', look: 'glance', detail: null })).toEqual({ seen: 2 });
      expect(await port.call({ do: 'look', look: 'witness', detail: null })).toStrictEqual({
        last: { ['__proto__']: 1, deep: [[[]]] },
      });
      const detail = { path: ['peers'], offset: 1, limit: 1 };
      expect(await port.call({ do: 'look', look: 'inspect', detail })).toMatchObject({
        size: 3,
        rows: [{ text: 'n2' }],
      });
    });

    it('brings large messages there and back', async () => {
      const host = make();
      const port = await host.start('n1');
      await port.call({ do: 'boot', start: startOf('n1') });
      const text = 'ü'.repeat(50_000);
      const act = { at: 100, do: 'tell', message: { kind: 'gossip', text }, root: 'x' } as const;
      for (let round = 1; round <= 2; round += 1) {
        const { sends } = await port.call<Advance>({
          do: 'advance',
          until: round * 200,
          arrivals: [],
          acts: [act],
        });
        expect(sends.map(({ body }) => host.open(body))).toEqual([
          { kind: 'heard', value: { seen: round, of: text } },
        ]);
      }
    });

    it('reports the throw of a program as a crash, and what it never took in', async () => {
      const port = await make().start('n1');
      await port.call({ do: 'boot', start: startOf('n1') });
      const act = { at: 100, do: 'tell', message: { kind: 'throw' }, root: 'x' } as const;
      const late: Envelope = {
        from: 'n2',
        to: 'n1',
        number: 1,
        copy: 0,
        sent: 0,
        cause: 1,
        root: 'x',
        kind: 'heard',
        count: 1,
        arrives: 300,
        body: { kind: 'heard' },
      };
      const advance = await port.call<Advance>({ do: 'advance', until: 400, arrivals: [late], acts: [act] });
      expect(advance).toMatchObject({ crash: { says: 'asked to' }, orphans: [0], next: NEVER });
    });

    it('crashes alike on a message that nests too deep for the chain', async () => {
      let deep: unknown = Uint8Array.of(1);
      for (let level = 0; level < 300; level += 1)
        deep = level % 2 === 0 ? [deep, 'after'] : { deep, after: [1] };
      const body = { kind: 'heard', value: deep };
      const play = async (host: Host): Promise<Advance> => {
        const port = await host.start('n1');
        await port.call({ do: 'boot', start: startOf('n1') });
        const arrival: Envelope = {
          from: 'n2',
          to: 'n1',
          number: 1,
          copy: 0,
          sent: 0,
          cause: 1,
          root: 'x',
          kind: 'heard',
          count: 1,
          arrives: 300,
          body,
        };
        return port.call<Advance>({ do: 'advance', until: 400, arrivals: [arrival], acts: [] });
      };
      const here = await play(make());
      expect(here.crash).not.toBeNull();
      expect(here).toStrictEqual(await play(new LocalHost(programOf)));
    });

    it('says so when a call cannot be answered, and answers the next one', async () => {
      const port = await make().start('n1');
      const ask = async (): Promise<unknown> => port.call({ do: 'save' });
      await expect(ask()).rejects.toThrow('has not been started');
      const boot = async (system: string): Promise<unknown> =>
        port.call({ do: 'boot', start: startOf('n1', { system }) });
      await expect(boot('nonsense')).rejects.toThrow('there is no system nonsense');
      await boot('gossip');
      await expect(ask()).resolves.toMatchObject({ started: false });
    });

    it('starts a node again from nothing', async () => {
      const host = make();
      const first = await host.start('n1');
      await first.call({ do: 'boot', start: startOf('n1') });
      await first.call({ do: 'advance', until: 5_000, arrivals: [], acts: [] });
      await host.end('n1');
      const second = await host.start('n1');
      await second.call({ do: 'boot', start: startOf('n1', { at: 9_000 }) });
      expect(await second.call({ do: 'look', look: 'glance', detail: null })).toEqual({});
    });
  });
}
