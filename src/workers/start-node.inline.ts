/** Starts a node Worker of the one file: browsers load none from disk, so its text is part of the page. Its twin for the site is start-node.ts. */
import NodeWorker from './node.ts?worker&inline';

export function startNodeWorker(): Worker {
  return new NodeWorker({ name: 'node' });
}
