/**
 * Scenario ⇄ link. A link is `#s=`, a character for the version of the format, and in base64url a checksum and the deflated scenario: JSON whose
 * lists are short (rows.ts), deflated with a dictionary of what scenarios have in common (dictionary.ts).
 *
 * It stands in the fragment of an address, which browsers do not send anywhere. A link from a stranger is data: reading one gives the text of a
 * scenario, still to be read as such, or a sentence. It never runs anything, never throws, and never inflates beyond its cap.
 */
import { base64urlnopad } from '@scure/base';
import { deflateSync, Inflate } from 'fflate';
import { writeScenario, type Scenario, type SystemSketch } from '../scenario/index.ts';
import { checksum } from './checksum.ts';
import { DICTIONARY } from './dictionary.ts';
import { MARK } from './mark.ts';
import { packNodes, packScript, unpackNodes, unpackScript } from './rows.ts';

export { isLink } from './mark.ts';

/** The longest link that is made or read, in characters, the address of the page not counted. Longer ones break in too many places. */
export const LINK_MAX = 8_000;
/** The longest text that a link may inflate to. Real ones of the longest length stay under a tenth of it. */
const TEXT_MAX = 1_000_000;
/** Inflated so many bytes at a time: at most a thousand times as many come out before the cap is looked at. */
const SLICE = 256;

export const LINK_VERSION = '1';
const CHECKSUM_BYTES = 4;

export type WrittenLink =
  | { readonly ok: true; readonly link: string }
  | { readonly ok: false; readonly length: number; readonly says: string };
export type ReadLink =
  /** The text of a scenario, which nobody has looked at yet. */
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: BadLink; readonly says: string };
/** What may be wrong with a link. A page says it in its own language. */
export type BadLink = 'damaged' | 'foreign' | 'newer' | 'long';

const DAMAGED = bad(
  'damaged',
  'This link is damaged: a part of it is missing or was changed. Ask for it again.',
);
const FOREIGN = bad('foreign', 'This is no link to a scenario: nothing in it follows "#s=1".');
const NEWER = bad('newer', 'This link was made by a newer Ringside.');
const TOO_LONG = `A link is at most ${LINK_MAX} characters long`;

const dictionary = new TextEncoder().encode(DICTIONARY);

/** The fragment to put behind the address of a page. Equal scenarios have equal links, in every browser and in Node. */
export function writeLink(scenario: Scenario, systems: ReadonlyMap<string, SystemSketch>): WrittenLink {
  return packLink(writeScenario(scenario, systems));
}

/** The same of what `writeScenario` has written. */
export function packLink(text: string): WrittenLink {
  const long = JSON.parse(text) as Record<string, unknown>;
  const { nodes, script } = long;
  const short = {
    ...long,
    nodes: packNodes(nodes as readonly unknown[]),
    script: packScript(script as readonly unknown[]),
  };
  // The size is given, or it would depend on what the library thinks of the input.
  const deflated = deflateSync(new TextEncoder().encode(JSON.stringify(short)), {
    level: 9,
    mem: 8,
    dictionary,
  });
  const bytes = new Uint8Array(CHECKSUM_BYTES + deflated.length);
  new DataView(bytes.buffer).setUint32(0, checksum(deflated));
  bytes.set(deflated, CHECKSUM_BYTES);
  const link = MARK + LINK_VERSION + base64urlnopad.encode(bytes);
  if (link.length <= LINK_MAX) return { ok: true, link };
  return {
    ok: false,
    length: link.length,
    says: `${TOO_LONG}, and this scenario needs ${link.length}: pass it on as a file.`,
  };
}

/** Takes a whole address, its fragment, or any text that ends in one. */
export function readLink(text: string): ReadLink {
  const start = text.indexOf(MARK);
  if (start < 0) return FOREIGN;
  const code = text.slice(start + MARK.length).trim();
  const version = code.charAt(0);
  if (version !== LINK_VERSION) return version > LINK_VERSION && version <= '9' ? NEWER : FOREIGN;
  if (MARK.length + code.length > LINK_MAX)
    return bad('long', `${TOO_LONG}, and this one has ${MARK.length + code.length}.`);
  try {
    return unpack(JSON.parse(inflate(deflatedOf(code.slice(1)))));
  } catch {
    // Whichever part it was, to the reader it is the same, and so is the remedy.
    return DAMAGED;
  }
}

function bad(why: BadLink, says: string): ReadLink & { readonly ok: false } {
  return { ok: false, why, says };
}

function deflatedOf(code: string): Uint8Array {
  const bytes = base64urlnopad.decode(code);
  const deflated = bytes.subarray(CHECKSUM_BYTES);
  const { buffer, byteOffset } = bytes;
  if (new DataView(buffer, byteOffset).getUint32(0) !== checksum(deflated))
    throw new Error('another checksum');
  return deflated;
}

/** In slices, because the library's one call would either trust the size that it is promised or cut silently. */
function inflate(deflated: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let isWhole = false;
  const stream = new Inflate({ dictionary }, (chunk, isLast) => {
    text += decoder.decode(chunk, { stream: !isLast });
    isWhole = isLast;
    if (text.length > TEXT_MAX) throw new Error('too much');
  });
  for (let from = 0; from < deflated.length; from += SLICE)
    stream.push(deflated.subarray(from, from + SLICE), from + SLICE >= deflated.length);
  if (!isWhole) throw new Error('too little');
  return text;
}

function unpack(raw: unknown): ReadLink {
  if (typeof raw !== 'object' || raw === null) return FOREIGN;
  const { nodes, script } = raw as Readonly<Record<string, unknown>>;
  const long = {
    ...raw,
    ...(Array.isArray(nodes) && { nodes: unpackNodes(nodes) }),
    ...(Array.isArray(script) && { script: unpackScript(script) }),
  };
  return { ok: true, text: JSON.stringify(long) };
}
