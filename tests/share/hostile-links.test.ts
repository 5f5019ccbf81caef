/** Ten thousand links that somebody or something has changed, outside and inside, and bombs: none throws, hangs or takes more than its share. */
import fc from 'fast-check';
import type * as Fflate from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { formatFault, readScenario } from '../../src/scenario/index.ts';
import { readDoor } from '../../src/share/door.ts';
import { LINK_MAX, packLink, readLink } from '../../src/share/link.ts';
import { sketches } from '../../src/systems/registry.ts';
import { full } from './full-file.ts';
import { BOMB_BYTES, FITTING_BOMB_BYTES, forged, spentOn } from './hostile.ts';

/** How many bytes came out of links since it was set to 0: counted where they come out, so that no clock has a say. */
let inflated = 0;
vi.mock('fflate', async (original) => {
  const real = await original<typeof Fflate>();
  return {
    ...real,
    Inflate: class extends real.Inflate {
      constructor(options: Fflate.InflateStreamOptions, told: Fflate.FlateStreamHandler) {
        super(options, (chunk, isLast) => {
          inflated += chunk.length;
          told(chunk, isLast);
        });
      }
    },
  };
});

const ONE_SECOND = 1_000;

/** The whole way that a link goes before anything is opened, and what each part of it has to say. */
function read(link: string): 'read' | 'refused' {
  const found = readLink(link);
  if (!found.ok) {
    expect(found.says).toMatch(/^[A-Z].*\.$/s);
    expect(['damaged', 'foreign', 'newer', 'long']).toContain(found.why);
    return 'refused';
  }
  const scenario = readScenario(found.text, sketches);
  if (!scenario.ok) {
    expect(scenario.faults.length).toBeGreaterThan(0);
    for (const fault of scenario.faults) expect(formatFault(fault)).not.toMatch(/[\n\u0000]/);
    return 'refused';
  }
  for (const sentence of readDoor(scenario.scenario.about).says) expect(sentence).not.toBe('');
  return 'read';
}

function within(link: string): 'read' | 'refused' {
  let came: 'read' | 'refused' = 'refused';
  expect(spentOn(() => (came = read(link)))).toBeLessThan(ONE_SECOND);
  return came;
}

const written = packLink(JSON.stringify(full));
const link = written.ok ? written.link : '';

describe('ten thousand mutated links', () => {
  test('half of them changed on the way', () => {
    expect(within(link)).toBe('read');
    fc.assert(
      fc.property(
        fc.nat(link.length),
        fc.nat(9),
        fc.string({ unit: 'binary', maxLength: 5 }),
        (place, cut, put) => {
          const mutated = link.slice(0, place) + put + link.slice(place + cut);
          // What still is a link holds what it held: the checksum sees to that.
          if (within(mutated) === 'read') expect(readLink(mutated)).toEqual(readLink(link));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test('half of them made by somebody who knows how: sound outside, anything inside', () => {
    const text = JSON.stringify(full);
    const came = { read: 0, refused: 0 };
    const put = fc.oneof(
      fc.constant(''),
      fc.constantFrom('"', '{', '}', '[', ']', ',', '-1', '1e999', 'null', '__proto__', '\\u0000', '"":'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const change = fc.tuple(fc.nat(text.length), fc.oneof(fc.nat(3), fc.nat(60)), put);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let inside = text;
        for (const [place, cut, what] of changes)
          inside = inside.slice(0, place) + what + inside.slice(place + cut);
        came[within(forged(inside))] += 1;
      }),
      { numRuns: 5_000 },
    );
    // Else nothing but the outermost wall was tried.
    expect(came.read).toBeGreaterThan(0);
    expect(came.refused).toBeGreaterThan(1_000);
  });
});

describe('a bomb', () => {
  const sayOf = (bomb: string): string => {
    const found = readLink(bomb);
    return found.ok ? '' : found.why;
  };

  test('of 50 MB is longer than any link: none of it is inflated', () => {
    const bomb = forged(new Uint8Array(BOMB_BYTES).fill(32), 9);
    expect(bomb.length).toBeGreaterThan(LINK_MAX);
    inflated = 0;
    expect(sayOf(bomb)).toBe('long');
    expect(inflated).toBe(0);
  });

  test('as large as a link can hold is let go at the cap', () => {
    const bomb = forged(new Uint8Array(FITTING_BOMB_BYTES).fill(32), 9);
    expect(bomb.length).toBeLessThan(LINK_MAX);
    inflated = 0;
    expect(sayOf(bomb)).toBe('damaged');
    expect(inflated).toBeGreaterThan(1_000_000);
    // One slice may bring a thousand times its length before anybody looks.
    expect(inflated).toBeLessThan(1_000_000 + 1_032 * 256 + 65_536);
  });

  test.each(['[', '{"a":'])('of %s, each within the one before', (open) => {
    const close = open === '[' ? ']' : '}';
    const depth = 150_000;
    expect(within(forged(`${open.repeat(depth)}1${close.repeat(depth)}`, 9))).toBe('refused');
    const inner = `${open.repeat(depth)}1${close.repeat(depth)}`;
    expect(within(forged(`{"version":1,"system":"cache","ext":${inner}}`, 9))).toBe('refused');
  });
});
