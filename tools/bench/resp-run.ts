/** `node --import tsx tools/bench/resp-run.ts [--server FILE] [--tests set,get] [--depths 1,16,64]`: the door beside a real Redis. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { respFigures } from './resp.ts';

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: fileURLToPath(new URL('../resp.ts', import.meta.url)) },
    tests: { type: 'string', default: 'set,get' },
    depths: { type: 'string', default: '1,16,64' },
    requests: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '2' },
    port: { type: 'string', default: '7660' },
  },
});
const figures = await respFigures({
  server: values.server,
  tests: values.tests.split(','),
  depths: values.depths.split(',').map(Number),
  requests: Number(values.requests),
  rounds: Number(values.rounds),
  port: Number(values.port),
});
for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`);
