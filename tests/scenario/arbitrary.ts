import fc from 'fast-check';
import { formatDuration } from '../../src/scenario/index.ts';

const IDS = ['n1', 'n2', 'n3', 'constructor'];
const CLIENTS = 3;

const duration = (max: number) => fc.integer({ min: 0, max }).map(formatDuration);
const time = duration(1_000_000_000);
const timeout = fc.integer({ min: 1000, max: 9_000_000 }).map(formatDuration);
const chance = fc.double({ min: 0, max: 1, noNaN: true });
const node = fc.constantFrom(...IDS);
const anyone = fc.constantFrom(...IDS, 'c1', 'c3');
// One key no scenario may hold, see `json` in parts.ts.
const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('"__proto__"'));
const words = fc.string({ minLength: 1, maxLength: 20, unit: 'binary' });

const latency = fc
  .tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 50_000 }))
  .chain(([min, more]) => {
    const ends = { min: formatDuration(min), max: formatDuration(min + more) };
    const tail = { min: formatDuration(min), mean: formatDuration(min + more) };
    return fc.constantFrom<object>(
      ends,
      { ...ends, law: 'uniform' },
      { ...ends, law: 'normal' },
      { min: ends.min, law: 'constant' },
      { ...tail, law: 'exponential' },
      { ...tail, law: 'longtail' },
    );
  });

const some = <Value>(values: { [Key in keyof Value]: fc.Arbitrary<Value[Key]> }) =>
  fc.record(values, { requiredKeys: [] });

const linkFields = {
  kind: words,
  latency,
  drop: chance,
  duplicate: chance,
  reorder: chance,
  bandwidth: fc.integer({ min: 1, max: 1_000_000 }),
};
const linkEnds = fc
  .uniqueArray(fc.oneof(anyone, fc.constant('*')), { minLength: 2, maxLength: 2 })
  .map(([from, to]) => ({ from, to }));

const action = fc
  .oneof(
    fc
      .tuple(fc.constantFrom('restart', 'wipe', 'freeze', 'thaw'), node)
      .map(([verb, id]) => ({ do: verb, node: id })),
    fc
      .tuple(node, some({ how: fc.constantFrom('power', 'process'), because: words }))
      .map(([id, rest]) => ({ do: 'kill', node: id, ...rest })),
    anyone.map((id) => ({ do: 'isolate', node: id })),
    fc.record({ do: fc.constant('weight'), node, weight: fc.integer({ min: 1, max: 1000 }) }),
    fc.record({ do: fc.constant('slow'), node, times: fc.double({ min: 1, max: 10_000, noNaN: true }) }),
    fc
      .tuple(fc.uniqueArray(anyone, { minLength: 2 }), some({ oneWay: fc.boolean() }))
      .map(([ids, rest]) => ({ do: 'partition', groups: [ids.slice(0, 1), ids.slice(1)], ...rest })),
    some({ node: anyone }).map((rest) => ({ do: 'heal', ...rest })),
    fc
      .tuple(linkEnds, fc.boolean(), some({ ...linkFields, both: fc.boolean() }))
      .map(([ends, block, rest]) => ({ do: 'link', ...ends, block, ...rest })),
    linkEnds.map((ends) => ({ do: 'link', ...ends, clear: true })),
    fc.record({ do: fc.constant('message'), name: words, act: fc.constantFrom('drop', 'duplicate') }),
    fc.record({
      do: fc.constant('message'),
      name: words,
      act: fc.constant('delay'),
      by: fc.integer({ min: 1, max: 9999 }),
    }),
    fc.constant({ do: 'rebalance' }),
    fc
      .tuple(
        node,
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        some({ drift: fc.integer({ min: -100_000, max: 100_000 }) }),
      )
      .map(([id, by, rest]) => ({ do: 'skew', node: id, by: formatDuration(by), ...rest })),
    fc
      .tuple(
        node,
        fc.constantFrom('slow', 'torn', 'corrupt', 'fail'),
        some({ times: fc.integer({ min: 1, max: 10_000 }) }),
      )
      .map(([id, act, rest]) => ({ do: 'disk', node: id, act, ...rest })),
    fc.record({ do: fc.constant('disk'), node, act: fc.constantFrom('full', 'ok') }),
    fc.record({ do: fc.constant('command'), client: fc.constantFrom('c1', 'c3'), text: words }),
    fc.record({
      do: fc.constant('option'),
      name: fc.constant('timeout'),
      value: timeout,
    }),
    fc.record({ do: fc.constant('dice'), salt: fc.maxSafeNat() }),
  )
  .chain((fields) => time.map((at) => ({ at, ...fields })));

const added = fc
  .tuple(
    time,
    some({
      name: fc.constantFrom('Whiskey', '東京'),
      weight: fc.integer({ min: 1, max: 9 }),
      role: fc.constant('proxy'),
    }),
  )
  .map(([at, rest]) => ({ at, do: 'add', node: 'late', ...rest }));

const howOften = some({ atLeast: fc.nat(9), atMost: fc.nat(9) });
const counted = fc
  .oneof(
    fc.record({
      operation: some({ client: fc.constant('c1'), body: json, value: json, text: words }),
      status: fc.constantFrom('ok', 'failed', 'unknown', 'open'),
    }),
    fc.record({ note: words, node }, { requiredKeys: ['note'] }),
    fc.record(
      {
        message: words,
        fate: fc.constantFrom('sent', 'arrived', 'dropped'),
        from: anyone,
        to: anyone,
        reason: words,
      },
      { requiredKeys: ['message'] },
    ),
    fc.record({ act: fc.constantFrom('kill', 'heal'), node }, { requiredKeys: ['act'] }),
  )
  .chain((head) => howOften.map((often) => ({ ...head, ...often })));
const state = fc.constantFrom('up', 'frozen', 'down', 'removed');
const judged = fc.oneof(
  fc.record({ invariant: words, is: fc.constantFrom('kept', 'broken') }),
  fc.record({ verdict: words, is: fc.constantFrom('ok', 'violated', 'unknown') }),
);
const timed = fc.oneof(
  counted,
  fc.record({ node, is: state }),
  fc.tuple(state, howOften).map(([nodes, often]) => ({ nodes, ...often })),
);
const spanned = fc.record(
  { within: time, after: counted, holds: timed },
  { requiredKeys: ['within', 'holds'] },
);
const sinceThen = fc.record({ since: counted, holds: timed });
const shareOf = some({ atLeast: chance, atMost: chance });
const keysThat = fc.constantFrom(
  ...['known', 'readable', 'lost', 'thin', 'moved', 'answered', 'at home', 'differing'],
);
const plain = fc.constantFrom('leader', 3, true, null);
const momentary = fc
  .oneof(
    fc.tuple(fc.record({ keys: keysThat, of: node }, { requiredKeys: ['keys'] }), howOften),
    fc.tuple(fc.record({ share: keysThat, of: node }, { requiredKeys: ['share'] }), shareOf),
    fc.tuple(fc.record({ share: fc.constant('circle') }), shareOf),
    fc.tuple(fc.record({ grown: node }), howOften),
    fc.tuple(fc.record({ sets: fc.constant('deadly') }), howOften),
    fc.tuple(fc.record({ copies: words }), howOften),
    fc.tuple(fc.record({ ratio: counted, to: counted }), howOften),
    fc.tuple(fc.record({ value: words, is: fc.constantFrom('1', null) }), fc.constant({})),
    fc.tuple(fc.record({ answers: words, node: fc.option(node) }), fc.constant({})),
    fc.tuple(fc.record({ tells: node, what: words }), howOften),
    fc.tuple(fc.record({ tells: node, what: words, is: plain }), fc.constant({})),
    fc.tuple(fc.record({ tellers: words, is: plain }), howOften),
    fc.tuple(
      fc.record({ believes: node, about: node, is: fc.constantFrom('up', 'suspected', 'down') }),
      fc.constant({}),
    ),
  )
  .map(([head, often]) => ({ ...head, ...often }));
const leaf = fc.oneof(timed, judged, spanned, sinceThen, momentary);
export const predicate: fc.Arbitrary<object> = fc.oneof(
  leaf,
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  leaf.map((not) => ({ not: { not } })),
);

/** Raw scenarios of the cache's sketch that use everything a scenario may hold. */
export const scenario = fc
  .tuple(
    some({
      about: some({ title: words, notes: json }),
      seed: fc.maxSafeNat(),
      epoch: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      options: some({
        replicas: fc.integer({ min: 1, max: 9 }),
        timeout,
        motto: fc.string(),
        proxy: fc.boolean(),
      }),
      network: some({
        latency,
        drop: chance,
        reorder: chance,
        order: fc.constantFrom('fifo', 'free'),
        clients: some({ latency, drop: chance }),
        links: fc.array(
          fc
            .tuple(linkEnds, fc.boolean(), some(linkFields))
            .map(([ends, block, rest]) => ({ ...ends, block, ...rest })),
          { maxLength: 4 },
        ),
      }),
      workload: fc.array(
        some({
          clients: fc.integer({ min: 1, max: 9 }),
          rate: fc.integer({ min: 1, max: 900 }),
          reads: chance,
          from: time,
          spread: fc.constantFrom('uniform', 'zipf', 'scan'),
          deletes: chance,
          size: fc.constant({ min: 1, max: 100 }),
          ttl: some({ share: chance, jitter: chance }).map((ttl) => ({ ...ttl, time: '2s' })),
          burst: some({ times: fc.integer({ min: 1, max: 9 }) }).map((burst) => {
            return { ...burst, every: '1s', lasts: '100ms' };
          }),
          aside: some({
            width: fc.integer({ min: 0, max: 9 }),
            singleFlight: fc.boolean(),
            source: fc.constant('30ms'),
          }),
        }),
        { maxLength: 3 },
      ),
      until: time,
      goal: fc.record({ predicate, horizon: time }, { requiredKeys: ['predicate'] }),
      made: fc.constantFrom<object>(
        { editions: { cache: 2 }, fingerprint: '0f'.repeat(32) },
        { editions: { cache: 2 }, fingerprint: '0f'.repeat(32), at: '9.25s' },
      ),
      ext: fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        json,
      ),
    }),
    fc.array(action, { maxLength: 20 }),
    fc.option(added, { nil: undefined }),
  )
  .map(([rest, script, add]) => ({
    version: 1,
    system: 'cache',
    nodes: IDS.map((id) => ({ id })),
    clients: CLIENTS,
    script: add === undefined ? script : [...script, add],
    ...rest,
  }));
