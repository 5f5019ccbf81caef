/**
 * Random scenarios of the test systems: every law, every fault, every verb they understand. Short in virtual time, so that a property can
 * afford many of them; dense in instants, so that actions, arrivals and timers meet.
 */
import fc from 'fast-check';
import { play, type ScenarioFile } from './cluster.ts';
import { only } from './histories.ts';
import { PATIENCE } from './patience.ts';

type Json = Readonly<Record<string, unknown>>;

const us = (micros: number): string => `${micros}us`;

/** Round instants as often as odd ones: at round ones several things happen at once. */
const instant = (span: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 0, max: span }),
    fc.integer({ min: 0, max: Math.floor(span / 50_000) }).map((step) => step * 50_000),
  );

const probability = fc.constantFrom(0, 0, 0.02, 0.1, 0.3);

const floorOf = fc.constantFrom(0, 50, 100, 137, 1_000, 5_000, 20_000);
const spreadOf = fc.constantFrom(0, 1, 400, 10_000, 60_000);

export const latencies: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom('constant', 'uniform', 'normal', 'exponential', 'longtail'), floorOf, spreadOf)
  .map(([law, min, spread]) => {
    if (law === 'constant') return { law, min: us(min) };
    if (law === 'uniform' || law === 'normal') return { law, min: us(min), max: us(min + spread) };
    return { law, min: us(min), mean: us(min + spread) };
  });

const linkFields = fc.record(
  {
    latency: latencies,
    drop: probability,
    duplicate: probability,
    reorder: probability,
    bandwidth: fc.constantFrom(2_000, 50_000, 1_000_000),
    block: fc.boolean(),
  },
  { requiredKeys: [] },
);

const KINDS: Readonly<Record<string, readonly string[]>> = {
  echo: ['ping', 'pong', 'request', 'reply'],
  counter: ['mirror', 'ask', 'request', 'reply'],
  relay: ['token', 'request'],
};

/** Whom an act strikes is drawn as a number and chosen from those who are there at its instant. */
type Draw = (present: Present) => Json | null;

interface Present {
  readonly system: string;
  readonly nodes: string[];
  readonly clients: readonly string[];
  added: number;
  readonly span: number;
}

const pick = <Element>(list: readonly Element[], draw: number): Element =>
  list[draw % list.length] as Element;

const onNode = (fields: (draw: number) => Json) =>
  fc.tuple(fc.nat(1_000), fc.nat(1_000)).map(([who, draw]): Draw =>
    // Half of what happens strikes the first node: it is the one whom clients ask.
    ({ nodes }) => ({ ...fields(draw), node: pick(nodes, who % 2 === 0 ? 0 : who >> 1) }),
  );

const fragments: fc.Arbitrary<Draw> = fc.oneof(
  { weight: 4, arbitrary: onNode((draw) => ({ do: 'kill', how: draw % 2 === 0 ? 'power' : 'process' })) },
  { weight: 5, arbitrary: onNode(() => ({ do: 'restart' })) },
  { weight: 1, arbitrary: onNode(() => ({ do: 'wipe' })) },
  { weight: 2, arbitrary: onNode(() => ({ do: 'freeze' })) },
  { weight: 3, arbitrary: onNode(() => ({ do: 'thaw' })) },
  { weight: 2, arbitrary: onNode((draw) => ({ do: 'slow', times: 1 + (draw % 4) * 33 })) },
  {
    weight: 2,
    arbitrary: onNode((draw) => ({ do: 'skew', by: `${draw - 500}ms`, drift: draw * 20 - 10_000 })),
  },
  {
    weight: 5,
    arbitrary: onNode((draw) => {
      const act = pick(['full', 'slow', 'torn', 'corrupt', 'fail', 'ok'], draw);
      return act === 'full' || act === 'ok'
        ? { do: 'disk', act }
        : { do: 'disk', act, times: 1 + (draw % 3) };
    }),
  },
  {
    weight: 1,
    arbitrary: fc.nat(1_000).map((who): Draw => ({ nodes, clients }) => ({
      do: 'isolate',
      node: pick([...nodes, ...clients], who),
    })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }), fc.boolean())
      .map(([places, oneWay]): Draw => ({ nodes, clients }) => {
        // Place 3 is to go unnamed.
        const everybody = [...nodes, ...clients];
        const groups = [0, 1, 2].map((group) => everybody.filter((_, index) => places[index % 12] === group));
        const named = groups.filter((group) => group.length > 0);
        return named.length === 0 ? null : { do: 'partition', groups: named, oneWay };
      }),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(1_000), fc.nat(2)).map(
      ([who, all]): Draw =>
        ({ nodes, clients }) =>
          all > 0 ? { do: 'heal' } : { do: 'heal', node: pick([...nodes, ...clients], who) },
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(1_000), fc.nat(1_000), fc.boolean(), fc.nat(5), linkFields)
      .map(([from, to, both, kind, fields]): Draw => (present) => ({
        do: 'link',
        ...ends(present, from, to),
        both,
        ...kindOf(present, kind),
        ...said(fields),
      })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(1_000), fc.nat(1_000), fc.boolean())
      .map(([from, to, both]): Draw => (present) => ({
        ...{ do: 'link', both, clear: true },
        ...(from % 2 === 0 ? { from: '*', to: '*' } : ends(present, from, to)),
      })),
  },
  { weight: 2, arbitrary: fc.nat(1_000_000).map((salt): Draw => () => ({ do: 'dice', salt })) },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(9)).map(
      ([who, draw, target]): Draw =>
        ({ system, nodes, clients }) =>
          clients.length === 0
            ? null
            : {
                do: 'command',
                client: pick(clients, who),
                text: commandOf(system, draw) + (target === 0 ? ` @${pick(nodes, draw)}` : ''),
              },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(1_000), fc.boolean()).map(([who, isAdd]): Draw => (present) => {
      if (present.system !== 'echo') return null;
      if (isAdd) return { do: 'add', node: `a${(present.added += 1)}` };
      return present.nodes.length > 2 ? { do: 'remove', node: pick(present.nodes, who) } : null;
    }),
  },
);

function ends({ nodes, clients }: Present, from: number, to: number): Json {
  const source = pick([...nodes, ...clients, '*'], from);
  const others = [...nodes, ...clients, '*'].filter((id) => id === '*' || id !== source);
  return { from: source, to: pick(others, to) };
}

const kindOf = ({ system }: Present, draw: number): Json =>
  draw > 1 ? {} : { kind: pick(KINDS[system] as readonly string[], draw) };

const said = (fields: Json): Json => (Object.keys(fields).length > 0 ? fields : { drop: 0.5 });

function commandOf(system: string, draw: number): string {
  if (system === 'counter') return pick(['INCR', 'BUMP', 'GET', 'INCR', 'nonsense'], draw);
  if (system === 'echo') return draw % 4 === 0 ? 'THROW boom' : `ECHO "word ${draw}"`;
  return 'anything';
}

function scriptOf(draws: readonly (readonly [number, Draw])[], present: Present): Json[] {
  const script: Json[] = [];
  for (const [at, draw] of [...draws].sort(([left], [right]) => left - right)) {
    const fields = draw(present);
    if (fields === null) continue;
    script.push({ at: us(at), ...fields });
    if (fields.do === 'add') present.nodes.push(fields.node as string);
    if (fields.do === 'remove') present.nodes.splice(present.nodes.indexOf(fields.node as string), 1);
  }
  return script;
}

function optionsOf(system: string, draw: number): Json {
  if (system === 'echo') return { every: us(5_000 + (draw % 7) * 20_000), service: us((draw % 4) * 300) };
  if (system === 'counter') return { service: us((draw % 5) * 400) };
  return { tokens: draw % 6, hold: us(5_000 + (draw % 5) * 5_000), service: us((draw % 4) * 100) };
}

export interface Wishes {
  readonly systems?: readonly string[];
  readonly span?: number;
  readonly acts?: number;
}

export function scenarioFiles({
  systems = ['echo', 'counter', 'relay'],
  span = 1_500_000,
  acts = 24,
}: Wishes = {}) {
  return fc
    .record({
      system: fc.constantFrom(...systems),
      seed: fc.nat(1_000_000_000),
      size: fc.integer({ min: 2, max: 7 }),
      clients: fc.integer({ min: 0, max: 2 }),
      option: fc.nat(1_000),
      network: fc.record(
        {
          latency: latencies,
          drop: probability,
          duplicate: probability,
          reorder: probability,
          order: fc.constantFrom('fifo', 'free'),
          clients: fc.record(
            { latency: latencies, drop: probability, duplicate: probability, bandwidth: fc.constant(20_000) },
            { requiredKeys: [] },
          ),
        },
        { requiredKeys: ['latency'] },
      ),
      rules: fc.array(
        fc.tuple(
          fc.nat(1_000),
          fc.nat(1_000),
          fc.nat(5),
          linkFields,
          fc.constantFrom<Json>({}, {}, { order: 'free' }, { order: 'fifo' }),
        ),
        { maxLength: 4 },
      ),
      workload: fc.array(
        fc.record({
          clients: fc.integer({ min: 1, max: 2 }),
          rate: fc.constantFrom(10, 60, 200),
          keys: fc.constantFrom(1, 5, 100),
          spread: fc.constantFrom('uniform', 'zipf'),
          reads: fc.constantFrom(0, 0.5),
        }),
        { maxLength: 1 },
      ),
      draws: fc.array(fc.tuple(instant(span), fragments), { maxLength: acts, size: 'max' }),
    })
    .map(({ system, seed, size, clients, option, network, rules, workload, draws }): ScenarioFile => {
      const everybody = clients + workload.reduce((sum, one) => sum + one.clients, 0);
      const present: Present = {
        system,
        nodes: Array.from({ length: size }, (_, index) => `n${index + 1}`),
        clients: Array.from({ length: everybody }, (_, index) => `c${index + 1}`),
        added: 0,
        span,
      };
      const links = rules.map(([from, to, kind, fields, order]) => ({
        ...ends(present, from, to),
        ...kindOf(present, kind),
        ...said(fields),
        ...order,
      }));
      return {
        version: 1,
        system,
        seed,
        nodes: size,
        clients,
        options: optionsOf(system, option),
        network: { ...network, links },
        workload,
        script: scriptOf(draws, present),
        until: us(span + 1_000_000),
      };
    });
}

/** Acts on messages that really were under way in a run of this scenario: at the instant after their sending, or half-way. */
export async function withMessageActs(file: ScenarioFile, draws: readonly number[]): Promise<ScenarioFile> {
  const { history, scenario } = await play(file, { level: 'messages' });
  const flown = only(history, 'sent').filter(({ message }) => message.arrives < scenario.until);
  if (flown.length === 0) return file;
  const acts = draws.map((draw) => {
    const { name, sent, arrives } = pick(flown, draw).message;
    const at = draw % 2 === 0 ? sent + 1 : Math.ceil((sent + arrives) / 2);
    const act =
      draw % 3 === 0
        ? { act: 'delay', by: us(1 + (draw % 40_000)) }
        : { act: draw % 3 === 1 ? 'drop' : 'duplicate' };
    return { at: us(at), do: 'message', name, ...act };
  });
  return { ...file, script: [...(file.script as Json[]), ...acts] };
}

export const messageDraws = fc.array(fc.nat(1_000_000), { maxLength: 5 });

/** How many scenarios a property looks at. When one fails, fast-check prints it with the seed that leads there. */
export const runs = (numRuns: number): fc.Parameters<unknown> => ({
  numRuns,
  interruptAfterTimeLimit: PATIENCE,
  markInterruptAsFailure: true,
});
