import { describe, expect, it } from 'vitest';
import type { ProgramOf } from '../../src/kernel/node-server.ts';
import { serveNodes, type NodeScope } from '../../src/workers/serve-nodes.ts';
import { openAdvance, postRequest, type AdvanceRequest } from '../../src/workers/wire-advance.ts';
import type { FromNodes, ToNodes } from '../../src/workers/wire.ts';
import { startOf } from './duet.ts';
import { programOf } from './programs.ts';

function serve(program: ProgramOf = programOf): {
  said: FromNodes[];
  tell: (data: ToNodes) => void;
  tellBatch: (seat: number, call: number, request: AdvanceRequest) => void;
  spoil: () => void;
} {
  const said: FromNodes[] = [];
  const listeners = new Map<string, (event: { readonly data?: unknown }) => void>();
  const scope: NodeScope = {
    postMessage: (message) => said.push(structuredClone(message)),
    addEventListener: (type, listener) => listeners.set(type, listener),
  };
  serveNodes(scope, program);
  const tell = (data: ToNodes): void => listeners.get('message')?.({ data });
  return {
    said,
    tell,
    tellBatch: (...call) => postRequest({ postMessage: (batch) => tell(structuredClone(batch)) }, ...call),
    spoil: () => listeners.get('messageerror')?.({}),
  };
}

describe('the inside of a node Worker', () => {
  it('says that it listens, then answers each seat with its own node', () => {
    const { said, tell, tellBatch } = serve();
    expect(said.splice(0)).toEqual([{ do: 'ready' }]);
    for (const seat of [1, 2])
      tell({ do: 'call', seat, call: 5, request: { do: 'boot', start: startOf(`n${seat}`, { at: seat }) } });
    expect(said.splice(0)).toEqual([
      { do: 'reply', seat: 1, call: 5, reply: { next: 1 } },
      { do: 'reply', seat: 2, call: 5, reply: { next: 2 } },
    ]);
    tellBatch(2, 6, { do: 'advance', until: 100, arrivals: [], acts: [] });
    expect(openAdvance(said.pop() as ArrayBuffer)).toMatchObject({
      seat: 2,
      call: 6,
      content: { events: 1, crash: null },
    });
    tell({ do: 'call', seat: 1, call: 6, request: { do: 'look', look: 'glance', detail: null } });
    expect(said.pop()).toEqual({ do: 'reply', seat: 1, call: 6, reply: {} });
    tell({ do: 'ping', load: [1] });
    expect(said.pop()).toEqual({ do: 'ping', load: [1] });
  });

  it('reports what it cannot answer, and forgets who was ended', () => {
    const { said, tell, tellBatch, spoil } = serve();
    tell({ do: 'call', seat: 1, call: 1, request: { do: 'boot', start: startOf('n1') } });
    tell({ do: 'end', seat: 1 });
    tellBatch(1, 2, { do: 'advance', until: 100, arrivals: [], acts: [] });
    expect(said.pop()).toEqual({ do: 'fault', seat: 1, call: 2, says: 'this node has not been started' });
    expect(spoil).toThrow('could not be read');
  });

  it('waits for a program that comes later, and says it when none comes', async () => {
    const { said, tell } = serve(({ id, ...start }) =>
      id === 'n1'
        ? Promise.resolve(programOf({ id, ...start }))
        : Promise.reject(new Error('its code did not come')),
    );
    said.splice(0);
    for (const seat of [1, 2])
      tell({ do: 'call', seat, call: 1, request: { do: 'boot', start: startOf(`n${seat}`, { at: 7 }) } });
    expect(said).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(said).toHaveLength(2);
    expect(said).toContainEqual({ do: 'reply', seat: 1, call: 1, reply: { next: 7 } });
    expect(said).toContainEqual({ do: 'fault', seat: 2, call: 1, says: 'its code did not come' });
  });
});
