/**
 * The fast simulator: a Chord ring of up to ten thousand nodes in one thread, run by the very programs that run in a page's Workers. It sets up a ring, puts keys
 * into it, lets nodes fail or come and go, looks up keys, and says how it went. All chance comes from the seed.
 *
 * Lookups go hop by hop, as in the experiments of the paper: the issuer asks one node after the other. Who is silent costs it a timeout, and nobody else
 * learns of that.
 */
import type { NodeId } from '../../kernel/contract.ts';
import type { Generator } from '../../kernel/generator.ts';
import { SECOND } from '../../kernel/time.ts';
import { peerOf } from '../../systems/chord/ring/peers.ts';
import type { Answer } from '../../systems/chord/requests.ts';
import type { Question } from './asker.ts';
import { exponential, log2 } from './chance.ts';
import { Churn } from './churn.ts';
import type { Report } from './report.ts';
import { faultsOf, failing, ringRequest, type RingRequest } from './request.ts';
import { BITS, Ring } from './ring.ts';
import { Tally } from './spread.ts';
import { wrongTables, type WrongTables } from './tables.ts';

export type Stage = 'beginning' | 'keys' | 'settling' | 'failing' | 'lookups';
/** How far it is: so much of so much. */
export type OnProgress = (stage: Stage, done: number, of: number) => void;

/** So many questions are open at once, where nothing but their number matters. */
const WIDTH = 256;
/** While nodes come and go lookups begin at times of their own, so many a second. */
const LOOKUPS_A_SECOND = 10;

/** Throws with a sentence what cannot be simulated. */
export async function simulate(
  given: Partial<RingRequest>,
  onProgress: OnProgress = () => undefined,
): Promise<Report> {
  const request = ringRequest(given);
  const [fault] = faultsOf(request);
  if (fault !== undefined) throw new RangeError(fault);
  onProgress('beginning', 0, request.nodes);
  const run = new Simulation(await Ring.begin(request), onProgress);
  return run.report();
}

class Simulation {
  readonly #request: RingRequest;
  readonly #ring: Ring;
  readonly #onProgress: OnProgress;
  readonly #hops = new Tally();
  readonly #timeouts = new Tally();
  #failed = 0;
  #abandoned = 0;
  #ownersFailed = 0;
  #example: string | null = null;

  constructor(ring: Ring, onProgress: OnProgress) {
    this.#request = ring.request;
    this.#onProgress = onProgress;
    this.#ring = ring;
  }

  async report(): Promise<Report> {
    const { lookups, churn, fail } = this.#request;
    await this.#putKeys();
    await this.#settle();
    const wrong = churn > 0 ? null : await wrongTables(this.#ring);
    const keys = await this.#keysOfLiving();
    await this.#fail();
    const lostAtOnce = fail > 0 ? this.#lost(await this.#keysOfLiving()) : this.#lost(keys);
    this.#ring.host.take();
    if (churn > 0) await this.#lookUpInChurn();
    else await this.#lookUp();
    const kinds = this.#ring.host.take();
    const lost = churn > 0 ? this.#lost(await this.#keysOfLiving()) : lostAtOnce;
    const hops = this.#hops.spread();
    const total = [...kinds.values()].reduce((sum, count) => sum + count, 0);
    return {
      request: this.#request,
      lookups,
      path: hops,
      timeouts: this.#timeouts.spread(),
      failed: this.#failed,
      abandoned: this.#abandoned,
      lost,
      ownersFailed: this.#ownersFailed,
      keys: keys.owned.spread(),
      messages: { total, perLookup: total / lookups, kinds: Object.fromEntries(kinds) },
      wrong,
      checks: checksOf(this.#request, {
        wrong,
        failed: this.#failed,
        example: this.#example,
        longest: hops.max,
      }),
    };
  }

  /** Straight to the owner of each: how keys get there is not what is measured. */
  async #putKeys(): Promise<void> {
    const { keys } = this.#request;
    const { living } = this.#ring;
    let put = 0;
    this.#onProgress('keys', put, keys);
    await this.#ring.ask(
      {
        width: WIDTH,
        draw: () => {
          if (put === keys) return null;
          const key = keyOf(put);
          put += 1;
          const to = living.ownerOf(peerOf(key, BITS).at).id;
          const request = { method: 'PUT', path: `/kv/${encodeURIComponent(key)}`, body: String(put) };
          return { to, request, heard: expects(201) };
        },
      },
      () => this.#onProgress('keys', put, keys),
    );
  }

  /** With rounds, so many of them that every finger has had its turn. */
  async #settle(): Promise<void> {
    const { stabilise, nodes } = this.#request;
    if (stabilise === 0) return;
    const { cluster } = this.#ring;
    const rounds = Math.ceil(log2(nodes)) + 4;
    for (let round = 0; round < rounds; round += 1) {
      this.#onProgress('settling', round, rounds);
      await cluster.advanceTo(cluster.position + stabilise);
    }
  }

  async #fail(): Promise<void> {
    const chance = this.#ring.chance('failures');
    const all = failing(this.#request);
    const owners = this.#owners();
    for (let failed = 0; failed < all; failed += 1) {
      if (failed % WIDTH === 0) this.#onProgress('failing', failed, all);
      await this.#ring.kill(this.#ring.living.any(chance).id);
    }
    this.#ownersFailed = owners.filter((owner) => !this.#ring.living.has(owner)).length;
  }

  /** Of each key, at this instant. */
  #owners(): readonly NodeId[] {
    const owners: NodeId[] = [];
    for (let key = 0; key < this.#request.keys; key += 1)
      owners.push(this.#ring.living.ownerOf(peerOf(keyOf(key), BITS).at).id);
    return owners;
  }

  async #lookUp(): Promise<void> {
    const chance = this.#ring.chance('lookups');
    const { lookups } = this.#request;
    let asked = 0;
    this.#onProgress('lookups', 0, lookups);
    await this.#ring.ask(
      {
        width: WIDTH,
        draw: () => (asked < lookups ? this.#lookup(chance, (asked += 1)) : null),
      },
      () => this.#onProgress('lookups', this.#hops.count + this.#failed, lookups),
    );
  }

  async #lookUpInChurn(): Promise<void> {
    const chance = this.#ring.chance('lookups');
    const { lookups } = this.#request;
    let asked = 0;
    const churn = new Churn(this.#ring);
    this.#abandoned = await churn.during(
      {
        width: 1,
        gap: () => exponential(chance, SECOND / LOOKUPS_A_SECOND),
        draw: () => (asked < lookups ? this.#lookup(chance, (asked += 1)) : null),
      },
      () => this.#onProgress('lookups', asked, lookups),
    );
  }

  /** Who asks must live; what is asked for need not be there. */
  #lookup(chance: Generator, number: number): Question {
    const { living } = this.#ring;
    const key = `any ${number} ${Math.floor(chance.next() * 1e15)}`;
    const { at } = peerOf(key, BITS);
    const truth = living.ownerOf(at).id;
    return {
      to: living.any(chance).id,
      request: { method: 'GET', path: `/chord/lookup/${encodeURIComponent(key)}` },
      // While nodes come and go the owner may have become another on the way.
      heard: (answer) => this.#judge(answer, [truth, living.ownerOf(at).id]),
    };
  }

  #judge({ status, route, node }: Answer, owners: readonly string[]): void {
    if (status !== 200 || route === undefined || !owners.includes(route.owner)) {
      this.#failed += 1;
      this.#example ??= `from ${node}: ${status}, ${route?.owner ?? 'nobody'} instead of ${owners[0] ?? ''}`;
      return;
    }
    // Without the issuer, and without the last hop to the owner.
    this.#hops.add(Math.max(0, route.path.length - 2));
    this.#timeouts.add(route.timeouts);
  }

  async #keysOfLiving(): Promise<{ readonly owned: Tally; readonly held: ReadonlySet<string> }> {
    const owned = new Tally();
    const held = new Set<string>();
    const all = this.#ring.living.circle.map(({ id }) => id);
    let next = 0;
    await this.#ring.ask({
      width: WIDTH,
      draw: () => {
        const to = all[next];
        next += 1;
        if (to === undefined) return null;
        return {
          to,
          request: { method: 'GET', path: '/chord/keys' },
          heard: ({ json }) => {
            const { keys } = JSON.parse(json) as {
              keys: { key: string; isGone: boolean; isOwner: boolean }[];
            };
            owned.add(keys.filter(({ isGone, isOwner }) => isOwner && !isGone).length);
            for (const { key, isGone } of keys) if (!isGone) held.add(key);
          },
        };
      },
    });
    return { owned, held };
  }

  #lost({ held }: { readonly held: ReadonlySet<string> }): number {
    let lost = 0;
    for (let key = 0; key < this.#request.keys; key += 1) if (!held.has(keyOf(key))) lost += 1;
    return lost;
  }
}

const keyOf = (number: number): string => `key ${number}`;

function expects(status: number): (answer: Answer) => void {
  return (answer) => {
    if (answer.status !== status) throw new Error(`the ring answered ${answer.status}: ${answer.json}`);
  };
}

interface Seen {
  readonly wrong: WrongTables | null;
  readonly failed: number;
  readonly example: string | null;
  readonly longest: number;
}

/** What must be so in a ring in which nobody has failed. */
function checksOf(
  { nodes, fail, churn }: RingRequest,
  { wrong, failed, example, longest }: Seen,
): Report['checks'] {
  const most = 2 * log2(nodes);
  const of = (name: string, ok: boolean, detail: string): Report['checks'][number] => ({ name, ok, detail });
  return [
    ...(wrong === null
      ? []
      : [
          of(
            'every finger, list of successors and predecessor is right',
            wrong.example === null,
            wrong.example ?? `${nodes} nodes`,
          ),
        ]),
    ...(fail > 0 || churn > 0
      ? []
      : [
          of('every lookup finds the owner', failed === 0, example ?? 'all of them'),
          of('no path is above 2·log₂N', longest <= most, `${longest} of ${most.toFixed(1)}`),
        ]),
  ];
}
