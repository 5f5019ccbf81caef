/** Between what programs say and what travels: arguments as byte strings, replies as the values of TypeScript. */
import type { Data } from '../../../kernel/contract.ts';
import { decodeText } from '../../../kernel/bytes.ts';
import { bytesFrom, octetsOf, utf8, type Bytes } from '../../../store/bytes.ts';
import type { Argument, CommandName } from './commands.ts';

export function bytesOf(argument: Argument): Bytes {
  return argument instanceof Uint8Array ? bytesFrom(argument) : utf8(String(argument));
}

export function textOf(bytes: Bytes): string {
  return decodeText(octetsOf(bytes));
}

/** What a byte string becomes. */
export type Face<Text> = (bytes: Bytes) => Text;

export function valueOf<Text>(name: string, reply: Data, face: Face<Text>): unknown {
  return (SPECIAL.get(name as CommandName) ?? plain)(reply, face);
}

type Decoder = (reply: Data, face: Face<unknown>) => unknown;

function plain(reply: Data, face: Face<unknown>): unknown {
  if (typeof reply === 'string') return face(reply);
  if (Array.isArray(reply)) return (reply as readonly Data[]).map((item) => plain(item, face));
  if (typeof reply !== 'object' || reply === null) return reply;
  const { status, integer } = reply as Readonly<Record<string, string>>;
  // What is neither is a report of a node about itself.
  return status ?? (integer === undefined ? reply : BigInt(integer));
}

const words: Decoder = (reply) => plain(reply, textOf);

/** Numbers with a fraction travel as texts. */
const fraction: Decoder = (reply) => (typeof reply === 'string' ? numberOf(reply) : reply);
const fractions: Decoder = (reply, face) => (reply as readonly Data[]).map((one) => fraction(one, face));

function numberOf(text: string): number {
  if (text === 'inf') return Infinity;
  return text === '-inf' ? -Infinity : Number(text);
}

/** A cursor is a word of the protocol, and no value of anybody. */
const page: Decoder = (reply, face) => {
  const [cursor, items] = reply as readonly [string, Data];
  return [cursor, plain(items, face)];
};

const pairs: Decoder = (reply, face) => {
  const flat = plain(reply, face) as readonly unknown[];
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], flat[2 * index + 1]]);
};

const SPECIAL: ReadonlyMap<CommandName, Decoder> = new Map<CommandName, Decoder>([
  ...(['ping', 'type', 'info', 'time'] as const).map((name) => [name, words] as const),
  ...(['incrbyfloat', 'hincrbyfloat', 'zincrby', 'zscore', 'zadd'] as const).map(
    (name) => [name, fraction] as const,
  ),
  ['zmscore', fractions],
  ...(['scan', 'sscan', 'hscan', 'zscan'] as const).map((name) => [name, page] as const),
  ['hgetall', pairs],
]);
