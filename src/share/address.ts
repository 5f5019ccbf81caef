/**
 * What the query of an address asks of the page: which scenario (`open`), what of the page is there (`show`), through whose eyes (`as`), at which
 * instant (`step`). It comes from strangers as a link does: what is no good of it is left out with a sentence, and the rest stands.
 */
import { PLAIN_DOOR, type Preset } from './door.ts';
import { KINDS, vocabulary, type StageKind } from './stage-names.ts';

export interface Address {
  /** The page stands in a frame of another page. */
  readonly isEmbedded: boolean;
  /** One of the page's own scenarios, by its id. */
  readonly opens: string | null;
  readonly preset: Preset | null;
  /** A node's id or name. */
  readonly as: string | null;
  /** So many steps after the instant at which the scenario opens. */
  readonly step: number | null;
  /** What could not be read, as it was written. */
  readonly unread: readonly string[];
}

/** Steps are taken one by one. */
export const STEP_MOST = 1_000;
const NAME_MOST = 64;
const SHOWN_MOST = 100;
const PACE = { least: 0.001, most: 1_000 };

export function readAddress(query: string): Address {
  const fields = new URLSearchParams(query);
  const unread: string[] = [];
  const given = (name: string): string | null => {
    const text = fields.get(name);
    return text === null || text.length > NAME_MOST ? null : text;
  };
  const show = fields.get('show');
  const step = fields.get('step');
  const isStep = step !== null && /^\d{1,4}$/.test(step) && Number(step) <= STEP_MOST;
  if (step !== null && !isStep) unread.push(`step=${step.slice(0, NAME_MOST)}`);
  const as = given('as');
  return {
    isEmbedded: fields.has('embed'),
    opens: given('open'),
    preset: show === null ? null : presetIn(show, unread),
    as: as === '' ? null : as,
    step: isStep ? Number(step) : null,
    unread,
  };
}

/** Whoever names anything has named all that is there: kinds of which nothing is named are empty. */
function presetIn(show: string, unread: string[]): Preset {
  const found: Record<StageKind, string[]> = { tools: [], tabs: [], parts: [], faults: [] };
  let { words, pace, isLocked } = PLAIN_DOOR.preset;
  for (const name of show.split(/[\s,]+/, SHOWN_MOST)) {
    const kind = KINDS.find((each) => vocabulary[each].some((known) => known === name));
    const number = /^pace:(\d{1,4}(?:\.\d{1,4})?)$/.exec(name)?.[1];
    if (kind !== undefined) found[kind].push(name);
    else if (name === 'plain' || name === 'textbook') words = name;
    else if (name === 'locked') isLocked = true;
    else if (number !== undefined && Number(number) >= PACE.least && Number(number) <= PACE.most)
      pace = Number(number);
    else if (name !== '') unread.push(name.slice(0, NAME_MOST));
  }
  return { ...found, words, pace, isLocked };
}

/** The address decides what it speaks of; the rest is the scenario's. */
export function joined(scenario: Preset, address: Preset | null): Preset {
  if (address === null) return scenario;
  return {
    ...address,
    words: address.words ?? scenario.words,
    pace: address.pace ?? scenario.pace,
    isLocked: address.isLocked || scenario.isLocked,
  };
}
