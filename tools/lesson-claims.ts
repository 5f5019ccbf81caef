/** `npm run claims`: writes docs/lessons-claims.md, what every lesson says beside the check that it is tied to. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { claimsText } from './lab/lesson/claims.ts';

export const CLAIMS = fileURLToPath(new URL('../docs/lessons-claims.md', import.meta.url));

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await writeFile(CLAIMS, await claimsText());
