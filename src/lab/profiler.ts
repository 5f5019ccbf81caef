/** What running what is open really takes, node by node. It asks the nodes' hosts and nobody else: no program and no history knows of it. */
import type { LoopWatcher, RunProfile } from './profile.ts';
import type { Run } from './run.ts';

export class Profiler {
  readonly #watch: (() => LoopWatcher) | undefined;
  #loop: LoopWatcher | null = null;

  constructor(watch: (() => LoopWatcher) | undefined) {
    this.#watch = watch;
  }

  async take({ cluster, scenario }: Run, isOn: boolean): Promise<RunProfile> {
    if (isOn) this.#loop ??= this.#watch?.() ?? null;
    const nodes = [];
    for (const { id, role, isClient } of cluster.everybody) {
      if (isClient) continue;
      const profile = await cluster.measure(id, isOn);
      if (profile !== null) nodes.push({ id, role, profile });
    }
    const bus = this.#loop?.take() ?? null;
    if (!isOn) this.end();
    return { system: scenario.system, at: cluster.position, nodes, bus };
  }

  end(): void {
    this.#loop?.stop();
    this.#loop = null;
  }
}
