/** `npm run shows -- NN`: the long proofs of an issue, one line each. Exit 1 when one fails. */
import { simulatedDay } from './shows/availability.ts';
import { cacheProofs } from './shows/cache.ts';
import { chordProofs } from './shows/chord.ts';
import { ground } from './shows/ground.ts';
import { items } from './shows/items.ts';
import type { Proof } from './shows/proof.ts';
import { stage } from './shows/stage.ts';
import { store } from './shows/store.ts';
import { tablesProofs } from './shows/tables.ts';

const issues = new Map<string, readonly Proof[]>([
  ['2', ground],
  ['3', store],
  ['4', [...cacheProofs, ...simulatedDay]],
  ['5', stage],
  ['8', items],
  ['9', tablesProofs],
  ['10', chordProofs],
]);

const [issue = ''] = process.argv.slice(2);
const proofs = issues.get(String(Number(issue)));
if (proofs === undefined) {
  process.stderr.write(`There are long proofs for ${[...issues.keys()].join(', ')}. Name one of them.\n`);
  process.exitCode = 2;
} else {
  for (const { says, prove } of proofs) {
    process.stderr.write(`${says} …\n`);
    const { ok, detail } = await prove().catch(failed);
    process.stdout.write(`${ok ? 'shown' : 'FAILED'}  ${says}: ${detail}\n`);
    if (!ok) process.exitCode = 1;
  }
}

/** What throws has failed too; the other proofs are still to be heard. */
function failed(error: unknown): Awaited<ReturnType<Proof['prove']>> {
  return { ok: false, detail: String(error instanceof Error ? error.stack : error) };
}
