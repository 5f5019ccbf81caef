/** What of a counter's life is worth seeing. */
import type { Moments } from '../../kernel/moments.ts';

export const counterMoments: Moments = {
  beats: [],
  tells(kind) {
    if (kind === 'recovered') return { kind: 'repair', of: null };
    return kind === 'torn log' ? { kind: 'trouble', of: null } : null;
  },
  operation: (body) => ({ subject: '', reads: (body as { readonly do?: string } | null)?.do === 'get' }),
};
