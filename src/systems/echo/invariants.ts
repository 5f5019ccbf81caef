/** What `echo` promises. */
import type { Invariant } from '../../kernel/system.ts';

export const echoInvariants: readonly Invariant[] = [
  {
    name: 'no pong without a ping',
    says: 'No node counts more answers than it sent pings.',
    holds({ witnesses }) {
      for (const [id, witness] of witnesses) {
        if (Number(witness.pongs) > Number(witness.pings)) {
          return { ok: false, detail: `${id} heard ${witness.pongs} pongs after ${witness.pings} pings` };
        }
      }
      return { ok: true, detail: `${witnesses.size} nodes` };
    },
  },
];
