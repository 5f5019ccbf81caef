/** Partitions and isolations: who cannot hear whom. Judged when a message is sent and again when it arrives. */
import type { NodeId } from '../../kernel/contract.ts';

export interface Partition {
  readonly groups: readonly (readonly NodeId[])[];
  readonly oneWay: boolean;
}

export type CutReason = 'partition' | 'isolated';

export class Cuts {
  #partitions: Partition[] = [];
  #places: ReadonlyMap<NodeId, number>[] = [];
  readonly #isolated = new Set<NodeId>();

  get isClear(): boolean {
    return this.#partitions.length === 0 && this.#isolated.size === 0;
  }

  partition(partition: Partition): void {
    this.#partitions.push(partition);
    this.#places.push(
      new Map(partition.groups.flatMap((group, index) => group.map((id) => [id, index] as const))),
    );
  }

  isolate(node: NodeId): void {
    this.#isolated.add(node);
  }

  /** Ends everything, or the isolation of one node. */
  heal(node?: NodeId): void {
    if (node !== undefined) {
      this.#isolated.delete(node);
      return;
    }
    this.#isolated.clear();
    this.#partitions = [];
    this.#places = [];
  }

  /** Why nothing gets from one to the other, or null. */
  between(from: NodeId, to: NodeId, isClient: (id: NodeId) => boolean): CutReason | null {
    if (this.#isolated.has(from) || this.#isolated.has(to)) return 'isolated';
    for (const [index, { groups, oneWay }] of this.#partitions.entries()) {
      const places = this.#places[index] as ReadonlyMap<NodeId, number>;
      // Unnamed nodes are one further group; unnamed clients reach every group.
      const source = places.get(from) ?? (isClient(from) ? null : groups.length);
      const target = places.get(to) ?? (isClient(to) ? null : groups.length);
      if (source === null || target === null || source === target) continue;
      // One way: an earlier group is not heard by a later one, but hears it.
      if (!oneWay || source < target) return 'partition';
    }
    return null;
  }

  get isolated(): readonly NodeId[] {
    return [...this.#isolated];
  }

  get partitions(): readonly Partition[] {
    return this.#partitions;
  }

  restore(partitions: readonly Partition[], isolated: readonly NodeId[]): void {
    this.heal();
    for (const partition of partitions) this.partition(partition);
    for (const node of isolated) this.isolate(node);
  }
}
