/** P-11, the part without a page: links carry whole scenarios, say what is wrong with them, and cost nothing to whoever reads a bad one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario, type Scenario, type SystemSketch } from '../../src/scenario/index.ts';
import { stormScenario } from '../../src/search/storm.ts';
import { checksum } from '../../src/share/checksum.ts';
import { isLink, LINK_MAX, readLink, writeLink } from '../../src/share/link.ts';
import { sketches, systems } from '../../src/systems/registry.ts';
import { scenario as anyScenario } from '../scenario/arbitrary.ts';
import { systems as paperSystems } from '../scenario/sketches.ts';
import { scenarioFiles } from '../support/scenarios.ts';
import { forged } from './hostile.ts';

type Sketches = ReadonlyMap<string, SystemSketch>;

function scenarioOf(raw: unknown, known: Sketches = sketches): Scenario {
  const read = readScenario(raw, known);
  if (!read.ok) throw new Error(JSON.stringify(read.faults.slice(0, 3)));
  return read.scenario;
}

function linkOf(scenario: Scenario, known: Sketches = sketches): string {
  const written = writeLink(scenario, known);
  if (!written.ok) throw new Error(written.says);
  return written.link;
}

/** There and back. */
function returned(link: string, known: Sketches = sketches): Scenario {
  const read = readLink(link);
  if (!read.ok) throw new Error(read.says);
  return scenarioOf(read.text, known);
}

const sayOf = (link: string): string => {
  const read = readLink(link);
  return read.ok ? '' : read.says;
};

const some = scenarioOf(await stormScenario([...systems.values()][0]!, 1));

/** Of a system that stands in the tests, so that it never changes. */
const fixed = scenarioOf(
  {
    ...{
      version: 1,
      about: { title: 'Fixed' },
      system: 'cache',
      seed: 42,
      options: { proxy: true, mode: 'quorum' },
    },
    nodes: [{ id: 'n1', weight: 2 }, { id: 'n2' }, { id: 'n3', name: 'Zulu' }],
    script: [
      { at: '8s', do: 'command', client: 'c1', text: 'SET apple 1' },
      { at: '10s', do: 'kill', node: 'n3' },
      { at: '10s', do: 'link', from: 'n1', to: '*', drop: 0.5, latency: { min: '1ms', max: '2ms' } },
      { at: '12.5s', do: 'partition', groups: [['n1'], ['n2', 'n3']], oneWay: true },
      { at: '20s', do: 'heal' },
      { at: '25s', do: 'add', node: 'n4', weight: 3 },
    ],
  },
  paperSystems,
);
const GOLDEN =
  '#s=1337fVs2VOwqFMBBF92JtFYv3VmBtbWoLQbGJIIh7d-ZORkf8dzZKQopkOOfecePFrmfyeiDOiYDFmLcCiAGYjONqounRFqtQ9k2PiUqCpkkhf7qH7PBlj4XQPD1O0SU71zh9lKIxyaWRQt1WGEZCU4RQYEjYbbsQOile03Jf0tRK5P-KzSWU3ukxwwvwi5QDTMV8_fBETivCvNHxEy2WN3pFk_xPz6sFsuaWhvWIVO2MNLOIZ-T7NAM';

describe('there and back', () => {
  test.each([...systems.values()])('every storm of $id', async (system) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), async (seed) => {
        const scenario = scenarioOf(await stormScenario(system, seed));
        const link = linkOf(scenario);
        expect(returned(link)).toStrictEqual(scenario);
        expect(linkOf(scenario)).toBe(link);
        expect(link).toMatch(/^#s=1[A-Za-z0-9_-]+$/);
      }),
      { numRuns: 60 },
    );
  });

  test('scenarios that hold everything a scenario may hold', () => {
    fc.assert(
      fc.property(anyScenario, (raw) => {
        const scenario = scenarioOf(raw, paperSystems);
        const written = writeLink(scenario, paperSystems);
        if (written.ok) expect(returned(written.link, paperSystems)).toStrictEqual(scenario);
        else expect(written.says).toContain('pass it on as a file');
      }),
      { numRuns: 300 },
    );
  });

  test('random scenarios of every system', () => {
    fc.assert(
      fc.property(scenarioFiles(), (raw) => {
        const scenario = scenarioOf(raw);
        expect(returned(linkOf(scenario))).toStrictEqual(scenario);
      }),
      { numRuns: 100 },
    );
  });

  test('the format stands: links of this version are read for ever, and made the same', () => {
    expect(linkOf(fixed, paperSystems)).toBe(GOLDEN);
    expect(returned(GOLDEN, paperSystems)).toStrictEqual(fixed);
  });
});

describe('length', () => {
  test('a hundred typical actions take at most 2 000 characters', async () => {
    const acts = ['kill', 'restart', 'freeze', 'thaw', 'isolate'];
    const { script: _, ...rest } = (await stormScenario(systems.get('counter')!, 3)) as { script: unknown };
    const script = Array.from({ length: 100 }, (_, index) => {
      const at = `${100 + index * 137 + ((index * 7919) % 97)}ms`;
      const node = `n${1 + ((index * 5) % 3)}`;
      if (index % 7 === 0) return { at, do: 'command', client: 'c1', text: index % 2 ? 'INCR' : 'GET' };
      return index % 9 === 0 ? { at, do: 'heal' } : { at, do: acts[index % acts.length], node };
    });
    expect(linkOf(scenarioOf({ ...rest, script })).length).toBeLessThan(2_000);
  });

  test('beyond the limit a file is asked for, and nothing beyond it is read', () => {
    const motto = Array.from({ length: 60 }, (_, index) =>
      checksum(new Uint8Array([index]))
        .toString(36)
        .repeat(40),
    );
    const long = scenarioOf({
      version: 1,
      system: 'echo',
      ext: { motto: motto.map((text, index) => text.slice(index)) },
    });
    const noise = Array.from({ length: 3_000 }, (_, index) => checksum(new Uint8Array([index, index >> 8])));
    const written = writeLink({ ...long, ext: { noise } }, sketches);
    expect(written).toMatchObject({
      ok: false,
      says: expect.stringMatching(
        /^A link is at most 8000 characters long, and this scenario needs \d+: pass it on as a file\.$/,
      ) as string,
    });
    expect(sayOf(`#s=1${'A'.repeat(LINK_MAX)}`)).toContain(
      'A link is at most 8000 characters long, and this one has 8004.',
    );
  });
});

describe('what is no good link', () => {
  const link = linkOf(some);

  test('one changed character is always noticed', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let place = 4; place < link.length; place += 1) {
      const letter = letters[(letters.indexOf(link.charAt(place)) + 1 + (place % 63)) % 64] as string;
      expect(sayOf(link.slice(0, place) + letter + link.slice(place + 1)), `at ${place}`).toContain(
        'damaged',
      );
    }
  });

  test.each([
    ['', 'no link'],
    ['#s=', 'no link'],
    ['#s=!', 'no link'],
    ['#t=1abc', 'no link'],
    ['#s=2abc', 'newer'],
    ['#s=1', 'damaged'],
    ['#s=1A', 'damaged'],
    ['#s=1AAAA', 'damaged'],
    ['#s=1%20%20', 'damaged'],
    [link.slice(0, -1), 'damaged'],
    [`${link}A`, 'damaged'],
    [forged('{'), 'damaged'],
    [forged(new Uint8Array([0xff, 0xfe])), 'damaged'],
    [forged('3'), 'no link'],
    [forged(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), ''],
  ])('the bad link %# is refused in a sentence', (text, says) => {
    const said = sayOf(text);
    expect(said).toContain(says);
    expect(said === '' || /^[A-Z].*\.$/.test(said)).toBe(true);
  });

  test('whatever is in a sound link, it is read or refused by path, never thrown at anybody', () => {
    fc.assert(
      fc.property(
        fc.record({
          nodes: fc.jsonValue(),
          script: fc.array(
            fc.oneof(
              fc.jsonValue(),
              fc.array(fc.jsonValue()),
              fc.tuple(fc.integer(), fc.constantFrom('kill', 'link', 'skew', 'constructor'), fc.jsonValue()),
            ),
          ),
        }),
        (parts) => {
          const read = readLink(forged(JSON.stringify({ version: 1, system: 'echo', ...parts })));
          if (read.ok) readScenario(read.text, sketches);
          else expect(read.says).toContain('at most');
        },
      ),
      { numRuns: 500 },
    );
    const read = readLink(forged('{"version":1,"system":"echo","script":[[1000,"kill","n9"]]}'));
    expect(read.ok && readScenario(read.text, sketches)).toEqual({
      ok: false,
      faults: [{ path: 'script[0].node', says: 'there is no node n9' }],
    });
  });
});

test('a whole address is taken as well as its fragment', () => {
  const link = linkOf(some);
  expect(isLink(`https://example.org/ringside/?show=1${link}`)).toBe(true);
  expect(isLink('storm.json')).toBe(false);
  expect(returned(`https://example.org/ringside/?show=1${link}\n`)).toStrictEqual(some);
});
