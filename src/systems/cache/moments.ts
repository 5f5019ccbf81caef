/** What of a cache's life is worth seeing. Everybody says what it sees; what all agree on happens once, with the first who says so. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Moment, Moments } from '../../kernel/moments.ts';
import type { Request } from './requests.ts';
import { isRead, keyOf } from './routing.ts';
import type { Standing } from './view.ts';

type Detail = Readonly<Record<string, Data>>;

/** A view makes the dead known, and those who act from then on. */
const STANDINGS: Readonly<Record<Standing, Moment['kind']>> = {
  joining: 'back',
  catching: 'back',
  up: 'back',
  down: 'notice',
};

export const cacheMoments: Moments = {
  // Every second everybody pulls from somebody; mostly there is nothing new.
  beats: ['beat', 'hello', 'ping', 'ping request', 'ack', 'pull', 'listing'],
  tells(kind, detail) {
    return TELLS[kind]?.(detail as Detail) ?? null;
  },
  operation(body) {
    const { command } = body as Partial<Request>;
    if (!Array.isArray(command)) return { subject: '', reads: false };
    const request = body as unknown as Request;
    return { subject: keyOf(request) ?? '', reads: isRead(request) };
  },
};

const TELLS: Readonly<Record<string, (detail: Detail) => Moment>> = {
  suspects: (detail) => opinion(detail, 'doubt'),
  trusted: (detail) => opinion(detail, 'trust'),
  'target lost': (detail) => opinion(detail, 'doubt'),
  'target back': (detail) => opinion(detail, 'trust'),
  standing: ({ epoch, node, standing }) => ({
    kind: STANDINGS[standing as Standing],
    of: node as NodeId,
    fact: {
      name: `standing of ${String(node)}`,
      value: standing as string,
      usual: 'up',
      order: Number(epoch),
    },
  }),
  'move begun': ({ epoch }) => ({ kind: 'move', of: null, fact: moving('under way', epoch) }),
  'move over': ({ epoch }) => ({ kind: 'moved', of: null, fact: moving('over', epoch) }),
  repair: ({ to }) => ({ kind: 'repair', of: to as NodeId }),
  forced: () => ({ kind: 'takeover', of: null }),
  log: () => ({ kind: 'trouble', of: null }),
};

function opinion({ node }: Detail, kind: 'doubt' | 'trust'): Moment {
  return {
    kind,
    of: node as NodeId,
    fact: { name: `opinion of ${String(node)}`, value: kind, usual: 'trust', order: 0 },
  };
}

function moving(value: string, epoch: Data | undefined): NonNullable<Moment['fact']> {
  return { name: 'move', value, usual: 'over', order: Number(epoch) };
}
