/**
 * `net/<address>/…`: the nodes of a table store, each at the address that it has in the cluster. A call is a request at a client's prompt, sent to this one
 * node and to no other; where it is not the one to answer it says who is, and the caller may ask there.
 */
import { COMMAND_TEXT_MAX } from '../scenario/limits.ts';
import { json, Refused } from './answers.ts';
import { textOf } from './bodies.ts';
import type { Call } from './call.ts';

/** What a node of a table store says (systems/tables/requests.ts); the status is 0 where none did. */
interface Said {
  readonly status?: number;
  readonly body?: unknown;
  /** Of the prompt itself: why nobody was asked. */
  readonly says?: string;
}

/** The path behind the address is passed on as it came: what is encoded in it the node itself decodes. */
export async function passOn({ request, desk, path }: Call): Promise<Response> {
  const address = path['address'] ?? '';
  const { pathname, search } = new URL(request.url);
  const behind = pathname.slice(pathname.indexOf('/net/') + '/net/'.length);
  const target = `${behind.slice(behind.indexOf('/'))}${search}`;
  return desk.inTurnWith(textOf(request), async (body) => {
    const words = ['http', request.method, address, target, ...(body === '' ? [] : [body])];
    const text = words.map(quoted).join(' ');
    if (text.length > COMMAND_TEXT_MAX)
      throw new Refused(
        413,
        `The request is longer than ${COMMAND_TEXT_MAX} characters, as it is written down.`,
      );
    const { value } = await desk.hear(text);
    const said = (typeof value === 'object' && value !== null ? value : {}) as Said;
    if (said.status !== undefined && said.status > 0) return json(said.body ?? null, said.status);
    // Nobody is at this address; or somebody is, and says nothing.
    if (said.says !== undefined) throw new Refused(502, said.says);
    throw new Refused(504, `${address} did not answer in time: it may have happened.`);
  });
}

/** A word of a shell: in double quotes these four mean something, and all else itself. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
}
