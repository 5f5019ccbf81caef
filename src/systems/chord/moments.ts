/** What of a Chord store's life is worth seeing. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Moments } from '../../kernel/moments.ts';
import type { Request } from './requests.ts';

type Detail = Readonly<Record<string, Data>>;

export const chordMoments: Moments = {
  // Neighbours, fingers and copies are looked after all the time.
  beats: ['ping', 'neighbours', 'notify', 'compare', 'answer', 'find successor', 'found'],
  tells(kind, detail) {
    switch (kind) {
      case 'joined':
        return { kind: 'move', of: null };
      case 'filled':
      case 'handed over':
        return { kind: 'moved', of: null };
      case 'took over':
        return { kind: 'takeover', of: null };
      case 'silent':
        return { kind: 'doubt', of: (detail as Detail)['node'] as NodeId };
      case 'met again':
        return { kind: 'back', of: (detail as Detail)['node'] as NodeId };
      case 'repaired':
        return { kind: 'repair', of: null };
      case 'cut off':
      case 'refused':
        return { kind: 'trouble', of: null };
      default:
        return null;
    }
  },
  operation(body) {
    const { method, path = '' } = (body ?? {}) as Partial<Request>;
    return { subject: path, reads: method === 'GET' };
  },
};
