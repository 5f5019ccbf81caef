/** What is on the stage at a moment, in a sentence or two, and what one could ask of it: worked out from the marks of the time line. */
import type { Mark } from '../../history/marks.ts';
import { actionText, type Naming } from '../event-words.ts';
import { durationText, momentText } from '../numbers.ts';
import { words } from '../words/panels.ts';

type Known = Mark & { readonly isPlanned: boolean };

export interface Moment {
  readonly at: number;
  readonly marks: readonly Known[];
  /** Who does not run at this moment. */
  readonly down: ReadonlySet<string>;
  readonly running: number;
  readonly isCut: boolean;
}

const DEATHS: ReadonlySet<string> = new Set(['kill', 'crash']);
const FAULTS: ReadonlySet<string> = new Set(['kill', 'crash', 'start', 'rope', 'heal', 'fault']);
const lastOf = (marks: readonly Known[], isIt: (mark: Known) => boolean): Known | undefined =>
  marks.filter(isIt).at(-1);

const happened = ({ marks, at }: Moment): readonly Known[] =>
  marks.filter((mark) => !mark.isPlanned && mark.at <= at);

export function standing(moment: Moment, name: Naming): string {
  const says = words.share.stands;
  const calm = says.calm(moment.running);
  return whatStands(moment, name) ?? (moment.at === 0 ? `${calm} ${says.start}` : calm);
}

/** A name for it: what is out of order, and where nothing is, the run and the instant. */
export function nameFor(moment: Moment, name: Naming, title: string): string {
  const stands = whatStands(moment, name)?.replace(/[.。]$/, '');
  return stands ?? words.snapshots.suggested(title, momentText(moment.at));
}

/** Null while all is in order. */
function whatStands(moment: Moment, name: Naming): string | null {
  const says = words.share.stands;
  const known = happened(moment);
  const ago = (mark: Known): string => durationText(rounded(moment.at - mark.at));
  const death = lastOf(known, ({ kind, node }) => DEATHS.has(kind) && moment.down.has(node));
  if (death !== undefined) {
    const since = known.filter((mark) => mark.at >= death.at && (mark.of ?? mark.node) === death.node);
    const isSaid = (kind: string): boolean => since.some((mark) => mark.kind === kind);
    const how = isSaid('notice') ? says.noticed : isSaid('doubt') ? says.doubted : says.unnoticed;
    return `${says.died(name(death.node), ago(death))} ${how}`;
  }
  const rope = lastOf(known, ({ kind }) => kind === 'rope');
  if (moment.isCut && rope !== undefined) return says.rope(ago(rope));
  const fault = lastOf(known, ({ kind, action }) => kind === 'fault' && action !== null);
  if (fault !== undefined && fault.action !== null)
    return says.fault(actionText(fault.action, name), ago(fault));
  return null;
}

/** A question to begin with: about the last thing that went wrong, or came right again. */
export function draftQuestion(moment: Moment, name: Naming): string {
  const says = words.share.draft;
  const last = lastOf(happened(moment), ({ kind, isTraffic }) => FAULTS.has(kind) && !isTraffic);
  if (last === undefined) return says.none;
  if (DEATHS.has(last.kind)) return says.death(name(last.node));
  if (last.kind === 'rope') return says.rope;
  if (last.kind === 'heal') return says.heal;
  if (last.kind === 'start') return says.start(name(last.node));
  return last.action === null ? says.none : says.fault(actionText(last.action, name));
}

/** No eye tells a thousandth from the next. */
function rounded(micros: number): number {
  const step = micros < 100_000 ? 1_000 : 100_000;
  return Math.max(step, Math.round(micros / step) * step);
}
