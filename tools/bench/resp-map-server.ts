/** The door over a bare Map, as a process of its own. */
import { openDoor } from '../resp/door.ts';
import { mapCaller } from './resp-map.ts';

const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
const entries = new Map<string, string>();
await openDoor({ port, connect: () => mapCaller(entries) });
