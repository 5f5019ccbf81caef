/**
 * `net/<address>/…`: the nodes of a system whose nodes are web servers, each at the address that it has in the cluster. A call is a request at a client's
 * prompt, sent to this one node and to no other; what stands behind the address the node itself knows, and nobody else.
 */
import { COMMAND_TEXT_MAX } from '../scenario/limits.ts';
import { json, jsonText, Refused } from './answers.ts';
import { textOf } from './bodies.ts';
import type { Call } from './call.ts';

/** What a node says: its status, 0 where none did, and its body, as data or as the text that it is. */
interface Said {
  readonly status?: number;
  readonly body?: unknown;
  readonly json?: string;
  /** Of the prompt itself: why nobody was asked. */
  readonly says?: string;
}

/** The path behind the address is passed on as it came: what is encoded in it the node itself decodes. */
export async function passOn({ request, desk, path }: Call): Promise<Response> {
  const address = path['address'] ?? '';
  const { pathname, search } = new URL(request.url);
  const behind = pathname.slice(pathname.indexOf('/net/') + '/net/'.length);
  const target = `${behind.slice(behind.indexOf('/'))}${search}`;
  // Of a request without a body only the answer is wanted, and of one by HEAD only its head.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  return desk.inTurnWith(textOf(request), async (body) => {
    if (!(await desk.book()).takesRequests || !behind.includes('/'))
      throw new Refused(404, `There is nothing at ${pathname}.`);
    const words = ['http', method, address, target, ...(body === '' ? [] : [body])];
    const text = words.map(quoted).join(' ');
    if (text.length > COMMAND_TEXT_MAX)
      throw new Refused(
        413,
        `The request is longer than ${COMMAND_TEXT_MAX} characters, as it is written down.`,
      );
    const { value } = await desk.hear(text);
    const said = (typeof value === 'object' && value !== null ? value : {}) as Said;
    if (said.status !== undefined && said.status > 0)
      return said.json === undefined
        ? json(said.body ?? null, said.status)
        : jsonText(said.json, said.status);
    // Nobody is at this address; or somebody is, and says nothing.
    if (said.says !== undefined) throw new Refused(502, said.says);
    throw new Refused(504, `${address} did not answer in time: it may have happened.`);
  });
}

/** A word of a shell: in single quotes all is itself but those; in double quotes four characters mean something. */
function quoted(text: string): string {
  if (/^[\w./:-]+$/.test(text)) return text;
  return text.includes("'") ? `"${text.replace(/[\\"$`]/g, '\\$&')}"` : `'${text}'`;
}
