/** The calls of a page: the one that is being filled in, and the last that were answered. They last as long as the page does. */
import { apiOf } from '../../api/page-api.ts';
import type { Route } from '../../api/routes.ts';
import type { LabView } from '../lab-view.svelte.ts';
import {
  callOf,
  faultsIn,
  nameOf,
  offered,
  pathOf,
  siteOf,
  SOUND,
  without,
  type Call,
  type Faults,
  type Values,
} from './request.ts';

export interface Answered {
  readonly number: number;
  readonly call: Call;
  readonly route: Route;
  readonly values: Values;
  readonly status: number;
  /** As they came. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** So much of the cluster's time passed from asking to the answer, in µs. */
  readonly took: number;
}

/** A longer list is a log, and that is another panel. */
const KEPT = 8;

export class Calls {
  chosen = $state.raw<Route>(offered[0] as Route);
  /** What was typed stays when another address is chosen: a key is the same key there. */
  values = $state.raw<Values>({});
  faults = $state.raw<Faults>(SOUND);
  isWaiting = $state(false);
  answered = $state.raw<readonly Answered[]>([]);
  /** The one whose answer is shown. */
  shown = $state.raw<Answered | null>(null);
  #count = 0;

  choose(name: string): void {
    this.chosen = offered.find((route) => nameOf(route) === name) ?? this.chosen;
    this.faults = SOUND;
  }

  type(field: string, text: string): void {
    this.values = { ...this.values, [field]: text };
    // What was wrong may be right now; it is said again when it is sent.
    this.faults = without(this.faults, field);
  }

  /** The call as it stands, whole or not. */
  get call(): Call {
    return callOf({ route: this.chosen, values: this.values });
  }

  again(answered: Answered): void {
    const { route, values } = answered;
    this.chosen = route;
    this.values = { ...this.values, ...values };
    this.faults = SOUND;
    this.shown = answered;
  }

  /** False where a field is not as it must be; then nothing was sent. */
  async send(view: LabView): Promise<boolean> {
    const { chosen: route, values, call } = this;
    this.faults = faultsIn({ route, values });
    if (this.faults.size > 0 || this.isWaiting) return false;
    this.isWaiting = true;
    try {
      const began = await momentOf(view);
      const base = siteOf(location);
      const { method, path, body } = call;
      const response = await apiOf(view.forApi, pathOf(base)).fetch(
        new Request(base + path, { method, body }),
      );
      const { status, headers } = response;
      const text = await response.text();
      this.#count += 1;
      const took = Math.max(0, (await momentOf(view)) - began);
      const kept = { call, route, values, status, headers: [...headers], body: text, took };
      this.shown = { number: this.#count, ...kept };
      this.answered = [this.shown, ...this.answered].slice(0, KEPT);
    } finally {
      this.isWaiting = false;
    }
    return true;
  }
}

/** Asked for itself: what the page shows may be a frame behind. */
async function momentOf({ forApi, frame }: LabView): Promise<number> {
  const { epoch, pictureNumber: picture } = frame;
  return (await forApi.frame(0, { epoch, cursor: Number.MAX_SAFE_INTEGER, picture })).at;
}

export const calls = new Calls();
