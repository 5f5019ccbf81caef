/** Keys that do something: what is pressed is looked up in the table of acts. A focused control is pressed instead, and fields keep every key to themselves. */
import { actOfKey, isSingle, keyOf, type Act } from '../commands/acts.ts';
import { performs } from '../commands/perform.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { FIELDS, STAGE } from './places.ts';

/** Where keys belong to the cluster: on the stage and on the time line. */
const OWN = '[data-keys]';
const SLIDERS = 'input[type=range]';
const PRESSED = 'button, a, summary';

export function actPressed(view: LabView, stage: StageView, event: KeyboardEvent): void {
  const target = event.target as Element;
  const key = keyOf(event);
  const act = actOfKey(key);
  const perform = act === null ? undefined : performs[act.id];
  if (act === null || perform === undefined || !isMeant(stage, key, act, target)) return;
  if (view.curtain?.hidesAct(act.id) === true) return;
  event.preventDefault();
  void perform({ view, stage, node: nodeAt(view, target) });
}

/** Whether this key, pressed here, is for the cluster. */
function isMeant(stage: StageView, key: string, { group }: Act, target: Element): boolean {
  if (key === 'Mod+k') return target.closest('dialog') === null;
  if (target.closest(FIELDS) !== null) return false;
  if (key.startsWith('Mod+')) return true;
  if (key === ' ' && target.closest(PRESSED) !== null) return false;
  // A slider goes its own way with these.
  if (!isSingle(key) && key !== ' ' && target.closest(SLIDERS) !== null) return false;
  if (isSingle(key) && !stage.hands.hasLetters) return false;
  // Time goes everywhere; what is done to nodes and keys is meant only where they are.
  const isTime = group === 'time' || group === 'page';
  return (
    target.closest(STAGE) !== null || (isTime && (target === document.body || target.closest(OWN) !== null))
  );
}

function nodeAt(view: LabView, target: Element): string | null {
  return target.closest<SVGElement | HTMLElement>('[data-node]')?.dataset['node'] ?? view.selected;
}
