/**
 * `npm run protocol`: writes the commands of the store into docs/protocol.md and src/store/command-rows.ts, as their table says them, and the
 * addresses of the REST API into docs/api.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process.mjs';
import { API_PAGE, withRoutes } from './protocol/api.ts';
import { PAGE, withCommands } from './protocol/page.ts';
import { commandRows, ROWS } from './protocol/rows.ts';

const path = join(root, PAGE);
writeFileSync(path, withCommands(readFileSync(path, 'utf8')));
writeFileSync(join(root, ROWS), commandRows());

const apiPath = join(root, API_PAGE);
writeFileSync(apiPath, withRoutes(readFileSync(apiPath, 'utf8')));
