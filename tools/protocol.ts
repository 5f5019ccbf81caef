/** `npm run protocol`: writes the commands of the store into docs/protocol.md and src/store/command-rows.ts, as their table says them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process.mjs';
import { PAGE, withCommands } from './protocol/page.ts';
import { commandRows, ROWS } from './protocol/rows.ts';

const path = join(root, PAGE);
writeFileSync(path, withCommands(readFileSync(path, 'utf8')));
writeFileSync(join(root, ROWS), commandRows());
