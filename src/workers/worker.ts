/**
 * Where every Worker of the site begins. One script for all of them, told apart by the name that whoever starts one gives it: so the bus, the
 * nodes and the replayer are one build, and what they have in common, which is most of it, is loaded once. (The one file carries a script
 * for each, src/workers/start-*.inline.ts.)
 */
const doorsteps = {
  bus: () => import('./bus.ts'),
  node: () => import('./node.ts'),
  replay: () => import('./replay.ts'),
};

// Awaited, so that code which does not come is an error of this Worker, and whoever started it hears of it. What is said to a Worker before its
// doorstep is there is lost: each says when it listens.
await doorsteps[self.name as keyof typeof doorsteps]();
