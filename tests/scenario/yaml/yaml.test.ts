/** YAML as the third encoding of a scenario: there and back, edited by a form, and refused by line with nothing changed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario, writeScenario, type Json } from '../../../src/scenario/index.ts';
import { changedOptions, clusterYaml, judgeCluster, type Table } from '../../../src/scenario/yaml/cluster.ts';
import { withValue } from '../../../src/scenario/yaml/edit.ts';
import { isAbout, keysOf, readYamlScenario, yamlOf } from '../../../src/scenario/yaml/file.ts';
import { readYaml, YAML_MAX } from '../../../src/scenario/yaml/read.ts';
import { writeYaml } from '../../../src/scenario/yaml/write.ts';
import { pathText } from '../../../src/scenario/fault.ts';
import { scenario } from '../arbitrary.ts';
import { cache, good, systems } from '../sketches.ts';

const whole = (extra: object = {}): Table => JSON.parse(writeScenario(good(extra), systems)) as Table;

test('property: a scenario as YAML reads back to the equal scenario, and is written the same again', () => {
  fc.assert(
    fc.property(scenario, (raw) => {
      const first = readScenario(JSON.stringify(raw), systems);
      if (!first.ok) throw new Error(JSON.stringify(first.faults));
      const json = writeScenario(first.scenario, systems);
      const yaml = yamlOf(json);
      const again = readYamlScenario(yaml, systems);
      if (!again.ok) throw new Error(JSON.stringify(again.faults));
      expect(again.scenario).toStrictEqual(first.scenario);
      expect(again.text).toBe(json);
      expect(yamlOf(again.text)).toBe(yaml);
    }),
    { numRuns: 300 },
  );
});

test('what people write by hand: comments, any order, CRLF, a mark of an editor', () => {
  const read = readYamlScenario(
    '\ufeff# three of them, and a proxy\r\nsystem: cache\r\nnodes: 3\r\noptions:\r\n  proxy: true # knows the ring\r\nversion: 1\r\n',
    systems,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  expect(read.scenario.nodes.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3', 'proxy']);
});

describe('a bad file is refused with its line', () => {
  const head = 'version: 1\nsystem: cache\n';
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['bad indentation', `${head}options:\n  replicas: 2\n   write: 1\n`, 5, 'indentation is wrong'],
    ['a tab', `${head}options:\n\treplicas: 2\n`, 4, 'use spaces'],
    ['an unknown key', `${head}nodez: 3\n`, 3, 'not known here'],
    ['an unknown option', `${head}options:\n  mode: quorum\n  replica: 2\n`, 5, 'no option "replica"'],
    ['a wrong type', `${head}seed: apple\n`, 3, '"apple" is not a number'],
    ['out of bounds', `${head}options:\n  replicas: 99\n`, 4, '99 is more than 9'],
    ['a key twice', `${head}seed: 1\nclients: 1\nseed: 2\n`, 5, 'stands here already'],
    ['an alias', `${head}seed: &one 1\nclients: *one\n`, 4, 'alias'],
    [
      'a bomb of aliases',
      `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n`,
      2,
      'alias',
    ],
    ['a merge', `${head}options: &o\n  read: 1\nnetwork:\n  <<: *o\n`, 6, 'alias'],
    ['a tag', `${head}seed: !!js/function 1\n`, 3, 'a tag'],
    ['two documents', `${head}---\nversion: 1\n`, 1, 'second document'],
    ['an open quote', `${head}about: {title: "Six}\nseed: 1\n`, 4, 'not closed'],
    ['an open bracket', `${head}nodes: [{id: n1}\nseed: 1\n`, 4, 'not closed'],
    ['no colon', `${head}seed 1\nclients: 1\n`, 4, 'colon'],
    ['a node twice', `${head}nodes:\n  - id: n1\n  - id: n2\n  - id: n1\n`, 6, 'there is already a node n1'],
    [
      'a node that is not there',
      `${head}nodes: 2\nscript:\n  - {at: 1s, do: kill, node: n9}\n`,
      5,
      'no node n9',
    ],
    ['a newer version', 'system: cache\nversion: 7\n', 2, 'newer'],
    ['nothing', '', 1, 'empty'],
    ['only a comment', '# later\n', 1, 'empty'],
    ['no map', 'apple\n', 1, 'names no keys'],
    ['a scenario in quotes', `'{"version": 1, "system": "cache"}'\n`, 1, 'names no keys'],
    ['a list', '- version: 1\n', 1, 'names no keys'],
    ['a key of its own kind', '__proto__: 1\nversion: 1\nsystem: cache\n', 1, 'not known here'],
    ['a map as a key', '? {a: 1}\n: 2\n', 1, 'a key is'],
    ['nested without end', `${head}ext: ${'['.repeat(150)}${']'.repeat(150)}\n`, 3, 'too deep'],
    ['a control character', `${head}about: {title: "\u0007"}\n`, 3, 'printed'],
    ['too large', `# ${'x'.repeat(YAML_MAX)}`, 1, 'longer than'],
    ['a number without end', `${head}seed: .inf\n`, 3, 'not a number'],
  ];
  test.each(cases)('%s', (_name, text, line, says) => {
    const read = readYamlScenario(text, systems);
    if (read.ok) throw new Error('this is no good file');
    const fault = read.faults.find((one) => one.says.includes(says));
    expect(fault, JSON.stringify(read.faults)).toBeDefined();
    expect(fault?.line).toBe(line);
    expect(fault?.column).toBeGreaterThan(0);
  });
});

test('property: one byte changed in a good file gives a scenario or sentences with lines, never an exception', () => {
  const text = yamlOf(writeScenario(good({ script: [{ at: '1s', do: 'kill', node: 'n1' }] }), systems));
  const count = text.split('\n').length;
  fc.assert(
    fc.property(
      fc.nat(text.length - 1),
      fc.oneof(
        fc.string({ maxLength: 2 }),
        fc.constantFrom('\t', '\n', ' ', ':', '"', "'", '[', '{', '*', '&', '!', '#', '-'),
      ),
      (place, inserted) => {
        const read = readYamlScenario(text.slice(0, place) + inserted + text.slice(place + 1), systems);
        if (read.ok) return;
        expect(read.faults.length).toBeGreaterThan(0);
        for (const { line, says } of read.faults) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(count + 2);
          expect(says).not.toBe('');
        }
      },
    ),
    { numRuns: 500 },
  );
});

const value = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<Json>(
    '',
    'yes',
    'null',
    '~',
    '1.5s',
    '- a',
    'a: b',
    '#',
    "'",
    '"',
    '0x1F',
    '.inf',
    ' x ',
    'x\ny',
    '*a',
    '&a',
    '@b',
  ),
  fc.array(fc.constantFrom('forget', 'double'), { maxLength: 2 }),
);

test('property: form and text stay equal under random edits, and what the form does not touch stays as it was written', () => {
  const keys = fc.constantFrom<readonly (string | number)[]>(
    ['seed'],
    ['options', 'replicas'],
    ['options', 'mode'],
    ['options', 'motto'],
    ['options', 'new one'],
    ['nodes', 1, 'weight'],
    ['network', 'latency', 'max'],
    ['network', 'drop'],
  );
  const start = clusterYaml(whole({ options: { motto: 'two words' } }), cache);
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, value), { minLength: 1, maxLength: 12 }), (edits) => {
      let text = `# mine\n${start}`;
      let form = readYaml(text);
      for (const [where, what] of edits) {
        const before = form.ok ? (form.raw as Table) : {};
        text = withValue(text, where, what);
        form = readYaml(text);
        if (!form.ok) throw new Error(`${form.says} at ${form.place.line}\n${text}`);
        // What the form shows is what the text says, and it is what was typed; nothing else changed.
        expect(at(form.raw as Json, where)).toEqual(what);
        expect(withIn(form.raw as Json, where, null)).toEqual(withIn(before, where, null));
      }
    }),
    { numRuns: 200 },
  );
  const edited = withValue(`# mine\nseed: 1   # one\noptions:\n  read: "2" # two\n`, ['options', 'read'], 3);
  expect(edited).toBe(`# mine\nseed: 1   # one\noptions:\n  read: 3 # two\n`);
});

function at(raw: Json | undefined, [key, ...rest]: readonly (string | number)[]): Json | undefined {
  return key === undefined ? raw : at((raw as Record<string, Json>)[key], rest);
}

function withIn(raw: Json, [key, ...rest]: readonly (string | number)[], to: Json): Json {
  if (key === undefined) return to;
  const copy = structuredClone(raw) as Record<string, Json>;
  copy[key] = withIn(copy[key] ?? {}, rest, to);
  return copy;
}

describe('cluster.yaml', () => {
  test('says what a cluster begins with, and nothing of what happens to it', () => {
    const text = clusterYaml(whole({ script: [{ at: '1s', do: 'kill', node: 'n1' }] }), cache);
    expect(text).toContain('options:\n  mode: primary\n');
    expect(text).not.toMatch(/^(script|workload|until)/m);
  });

  test('unchanged it begins the same scenario; again with its acts, or without', () => {
    const before = whole({ script: [{ at: '1s', do: 'kill', node: 'n2' }] });
    const text = clusterYaml(before, cache);
    expect(judgeCluster(text, before, systems, true)).toMatchObject({ faults: [], scenario: before });
    const { scenario: plain } = judgeCluster(text, before, systems, false);
    expect(plain).not.toHaveProperty('script');
  });

  test('what is wrong is said by line; acts that no longer fit have none', () => {
    const before = whole({ script: [{ at: '1s', do: 'kill', node: 'n2' }] });
    const text = 'version: 1\nsystem: cache\nnodes: [{id: n1}]\noptions:\n  read: 0\nuntil: 5s\n';
    const { raw, faults, scenario: none } = judgeCluster(text, before, systems, true);
    expect(none).toBeNull();
    expect(raw).not.toBeNull();
    expect(faults.map(({ path, line }) => [path, line])).toEqual([
      ['until', 6],
      ['options.read', 5],
      ['script[0].node', null],
    ]);
    expect(judgeCluster('a:\n\tb', before, systems, true)).toMatchObject({
      raw: null,
      faults: [{ line: 2 }],
    });
    expect(judgeCluster('apple', before, systems, true).faults).toHaveLength(1);
  });

  test('options alone can be told from everything else', () => {
    const before = whole();
    const { scenario: after } = judgeCluster(
      clusterYaml(whole({ options: { read: 2 } }), cache),
      before,
      systems,
      true,
    );
    expect(changedOptions(before, after as Table)).toEqual({ read: 2 });
    expect(changedOptions(before, { ...before, seed: 2 })).toBeNull();
  });
});

test('a path that was written is read again, and a fault belongs to the field that it names', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(99), fc.string({ maxLength: 30 })), { maxLength: 5 }), (keys) => {
      expect(keysOf(pathText(keys)).map(String)).toEqual(keys.map(String));
    }),
  );
  const fault = { path: 'options.read', says: '', line: 1, column: 1 };
  expect(isAbout(fault, ['options', 'read'])).toBe(true);
  expect(isAbout(fault, ['options'])).toBe(true);
  expect(isAbout(fault, ['options', 're'])).toBe(false);
});

test('lists and maps in lists stand on one line each', () => {
  expect(writeYaml({ nodes: [{ id: 'n1', weight: 2 }], ext: { a: { b: 1 } }, until: '1s' })).toBe(
    'nodes:\n  - {id: n1, weight: 2}\next:\n  a: {b: 1}\nuntil: 1s\n',
  );
});
