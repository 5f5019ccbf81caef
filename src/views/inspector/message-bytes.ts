/** The bytes in a message: those that travel in it as bytes, and those that a command would be on a real connection. */
import type { Data } from '../../kernel/contract.ts';

export interface BytesFound {
  readonly what: 'resp' | 'messagepack' | 'cipher' | 'plain';
  /** The key whose value it is, or where in the message it stands. */
  readonly of: string;
  readonly bytes: Uint8Array;
}

export function bytesIn(kind: string, body: Data): readonly BytesFound[] {
  const command = commandIn(body);
  const found = command === null ? [] : [{ what: 'resp' as const, of: '', bytes: respOf(command) }];
  return [...found, ...walk(kind, body, [], '')];
}

function* walk(kind: string, data: Data, path: readonly string[], key: string): Generator<BytesFound> {
  if (data instanceof Uint8Array) {
    const isEntry = path.at(-1) === 'entry';
    const what = kind === 'sealed' || kind === 'handshake' ? 'cipher' : isEntry ? 'messagepack' : 'plain';
    yield { what, of: isEntry ? key : path.join('.'), bytes: data };
  } else if (Array.isArray(data)) {
    for (const [index, each] of (data as readonly Data[]).entries())
      yield* walk(kind, each, [...path, `${index}`], key);
  } else if (typeof data === 'object' && data !== null) {
    const record = data as Readonly<Record<string, Data | undefined>>;
    const named = typeof record['key'] === 'string' ? record['key'] : key;
    for (const [name, each] of Object.entries(record))
      if (each !== undefined) yield* walk(kind, each, [...path, name], named);
  }
}

function commandIn(body: Data): readonly string[] | null {
  const { operation } = (body ?? {}) as { readonly operation?: { readonly body?: unknown } };
  const { command } = (typeof operation === 'object' ? (operation.body ?? {}) : {}) as {
    readonly command?: unknown;
  };
  return Array.isArray(command) ? (command as string[]) : null;
}

/** A list of bulk strings; keys and arguments are byte strings already. */
export function respOf(command: readonly string[]): Uint8Array {
  const text = command.map((word) => `$${word.length}\r\n${word}\r\n`).join('');
  return Uint8Array.from(`*${command.length}\r\n${text}`, (char) => char.charCodeAt(0));
}

export interface HexLine {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

const A_LINE = 8;

export function hexLines(bytes: Uint8Array, most: number): readonly HexLine[] {
  const lines: HexLine[] = [];
  for (let offset = 0; offset < Math.min(bytes.length, most); offset += A_LINE) {
    const part = [...bytes.subarray(offset, Math.min(offset + A_LINE, most))];
    lines.push({
      offset: offset.toString(16).padStart(4, '0'),
      hex: part.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      text: part.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '·')).join(''),
    });
  }
  return lines;
}
