/** What comes in: bodies that strangers wrote, read up to a limit and never trusted. */
import { Refused } from './answers.ts';

/** A value of 100 KB fits, however it is escaped. */
export const BODY_MOST = 1_048_576;

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON object. */
export async function fieldsOf(request: Request): Promise<Fields> {
  const text = await textOf(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused(400, 'The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused(400, 'The body is not a JSON object.');
  return value as Fields;
}

export async function textOf(request: Request): Promise<string> {
  const bytes = await bytesOf(request);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(400, 'The body is not UTF-8.');
  }
}

/** No more of it than may be is ever read. */
async function bytesOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MOST) throw tooLarge();
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
    chunks.push(next.value);
    length += next.value.length;
    if (length <= BODY_MOST) continue;
    await reader?.cancel();
    throw tooLarge();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function tooLarge(): Refused {
  return new Refused(413, `The body is larger than ${BODY_MOST} bytes.`);
}

/** A text that has a form in UTF-8: half of a surrogate pair has none, and would come back as something else. */
export function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}
