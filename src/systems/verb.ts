/** For systems whose requests say in `do` what is asked. */
import type { Operation } from '../kernel/contract.ts';

export function verbOf({ body }: Operation): string {
  return String((body as { readonly do?: unknown } | null)?.do ?? '');
}
