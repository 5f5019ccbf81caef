/** Starts a node Worker of the site: a module, loaded from beside the page. Its twin for the one file is start-node.inline.ts. */
export function startNodeWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'node' });
}
