/** What of a table store's life is worth seeing. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Moments } from '../../kernel/moments.ts';
import type { Request } from './requests.ts';

type Detail = Readonly<Record<string, Data>>;

export const tablesMoments: Moments = {
  beats: ['heartbeat', 'heard'],
  tells(kind, detail) {
    switch (kind) {
      case 'elected':
        return { kind: 'election', of: null };
      case 'lost its majority':
      case 'stopped':
      case 'has forgotten':
        return { kind: 'trouble', of: null };
      case 'snapshot installed':
        return { kind: 'repair', of: null };
      case 'members': {
        const { next } = detail as Detail;
        return { kind: next === null ? 'moved' : 'move', of: null };
      }
      case 'forgotten':
        return { kind: 'notice', of: (detail as Detail).node as NodeId };
      default:
        return null;
    }
  },
  operation(body) {
    const { method, path = '', query, body: text } = (body ?? {}) as Partial<Request>;
    const subject = method === 'PUT' ? (text ?? path) : `${path} ${Object.values(query ?? {}).join(' ')}`;
    return { subject, reads: method === 'GET' };
  },
};
