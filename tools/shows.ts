/** `npm run shows -- NN`: the long proofs of an issue, one line each. Exit 1 when one fails. */
import { ground } from './shows/ground.ts';
import type { Proof } from './shows/proof.ts';

const issues = new Map<string, readonly Proof[]>([['2', ground]]);

const [issue = ''] = process.argv.slice(2);
const proofs = issues.get(String(Number(issue)));
if (proofs === undefined) {
  process.stderr.write(`There are long proofs for ${[...issues.keys()].join(', ')}. Name one of them.\n`);
  process.exitCode = 2;
} else {
  for (const { says, prove } of proofs) {
    process.stderr.write(`${says} …\n`);
    const { ok, detail } = await prove();
    process.stdout.write(`${ok ? 'shown' : 'FAILED'}  ${says}: ${detail}\n`);
    if (!ok) process.exitCode = 1;
  }
}
