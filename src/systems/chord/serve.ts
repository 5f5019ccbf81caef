/** What clients ask of a node. */
import type { Operation } from '../../kernel/contract.ts';
import { tableEntries } from '../../kernel/table.ts';
import { identifierOf } from '../../placement/identifier.ts';
import { isMine } from './kv/cells.ts';
import type { Asked, Request } from './requests.ts';
import { respond } from './respond.ts';
import { understand } from './rest.ts';
import { joinThrough } from './ring/joining.ts';
import { pointersOf } from './ring/pointers.ts';
import { neighboursOf } from './ring/stabilise.ts';
import { issue } from './route/issue.ts';
import type { Node } from './state.ts';

export function request(node: Node, operation: Operation): void {
  const asked = understand((operation.body ?? {}) as unknown as Request);
  switch (asked.is) {
    case 'refused':
      respond(node, operation, asked.status, { error: asked.error, message: asked.message });
      break;
    case 'join':
      joinThrough(node, asked.through, operation);
      break;
    case 'neighbours':
    case 'fingers':
    case 'keys':
      respond(node, operation, 200, tablesOf(node, asked.is) as never);
      break;
    default:
      route(node, operation, asked);
  }
}

function route(node: Node, operation: Operation, asked: Extract<Asked, { readonly key: string }>): void {
  const { state, options } = node;
  if (state.standing !== 'member') {
    const message = `${state.me.id} is not in the ring.`;
    respond(node, operation, 503, { error: 'Outside', message });
    return;
  }
  issue(node, {
    wanted: { by: 'client', operation },
    deed: asked.is === 'lookup' ? 'find successor' : asked.is,
    key: asked.key,
    ...(asked.is === 'put' && { value: asked.value }),
    target: identifierOf(asked.key, options.bits),
  });
}

/** A node's own tables, for whoever wants to see them. */
function tablesOf(node: Node, what: 'neighbours' | 'fingers' | 'keys'): object {
  const { state, options } = node;
  switch (what) {
    case 'neighbours':
      return { ...neighboursOf(state), standing: state.standing, actsFrom: state.actsFrom };
    case 'fingers':
      return { bits: options.bits, fingers: pointersOf(state, options) };
    case 'keys':
      return {
        keys: [...tableEntries(state.cells)].map(([key, { count, value }]) => ({
          key,
          version: count,
          isGone: value === null,
          isOwner: isMine(state, identifierOf(key, options.bits)),
        })),
      };
  }
}
