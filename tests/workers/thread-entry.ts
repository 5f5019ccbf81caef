/** The inside of a node Worker, in a thread of Node: gives that thread the face of a Worker's global scope. */
import { parentPort, type Transferable } from 'node:worker_threads';
import { serveNodes, type NodeScope } from '../../src/workers/serve-nodes.ts';
import { programOf } from './programs.ts';

if (parentPort === null) throw new Error('this file is the inside of a thread');
const port = parentPort;

const scope: NodeScope = {
  postMessage: (message, options) =>
    port.postMessage(message, options?.transfer as Transferable[] | undefined),
  addEventListener: (type, listener) => port.on(type, (data: unknown) => listener({ data })),
};

serveNodes(scope, programOf);
