/**
 * A thread of Node with the face of a browser's Worker, so that WorkerHost can be tested without a browser. Its code is bundled once,
 * in memory: threads start faster so, and need no loader for TypeScript.
 */
import { Worker as Thread, type Transferable } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export async function bundleEntry(): Promise<string> {
  const entry = fileURLToPath(new URL('./thread-entry.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      ssr: entry,
      target: 'node20',
      rolldownOptions: { output: { format: 'cjs' } },
    },
  });
  const output = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const chunk = output.find((file) => file.type === 'chunk');
  if (chunk === undefined) throw new Error('the entry of the thread was not bundled');
  return chunk.code;
}

export class ThreadWorker extends EventTarget {
  /** Threads that run, whoever holds them. */
  static live = 0;
  /** Listeners that were added to any of them and not removed. */
  static listeners = 0;
  readonly #thread: Thread;
  #isTerminated = false;

  constructor(code: string) {
    super();
    this.#thread = new Thread(code, { eval: true });
    ThreadWorker.live += 1;
    this.#thread.on('message', (data: unknown) => this.#tell(new MessageEvent('message', { data })));
    this.#thread.on('messageerror', (data: unknown) =>
      this.#tell(new MessageEvent('messageerror', { data })),
    );
    this.#thread.on('error', (error: Error) => {
      this.#tell(Object.assign(new Event('error', { cancelable: true }), { message: error.message }));
    });
    this.#thread.on('exit', () => (ThreadWorker.live -= 1));
  }

  postMessage(message: unknown, options?: { transfer?: readonly unknown[] }): void {
    this.#thread.postMessage(message, options?.transfer as Transferable[] | undefined);
  }

  terminate(): void {
    this.#isTerminated = true;
    void this.#thread.terminate();
  }

  override addEventListener(...[type, listener]: Parameters<EventTarget['addEventListener']>): void {
    ThreadWorker.listeners += 1;
    super.addEventListener(type, listener);
  }

  override removeEventListener(...[type, listener]: Parameters<EventTarget['removeEventListener']>): void {
    ThreadWorker.listeners -= 1;
    super.removeEventListener(type, listener);
  }

  /** Like a browser's: what a thread said before its end is not heard after it. */
  #tell(event: Event): void {
    if (!this.#isTerminated) this.dispatchEvent(event);
  }
}

export function startThread(code: string): Worker {
  return new ThreadWorker(code) as unknown as Worker;
}
