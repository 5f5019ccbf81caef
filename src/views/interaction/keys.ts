/** The keys of stage and time line. A focused control is pressed instead, and fields keep every key to themselves. */
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { words } from '../words/index.ts';

/** Where keys belong to the cluster: on the stage, on the time line, and where nothing has the focus. */
const OWN = '[data-keys]';
const FIELDS = 'input:not([type=range]), textarea, select, dialog, [contenteditable]';
const PRESSED = 'button, a, summary';

export function pressed(view: LabView, stage: StageView, event: KeyboardEvent): void {
  if (event.key === 'Escape' && stage.cancel()) return;
  const target = event.target as Element;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest(FIELDS) !== null) return;
  if (target !== document.body && target.closest(OWN) === null) return;
  const act = actOf(view, event, target);
  if (act === null) return;
  event.preventDefault();
  void act();
}

function actOf(view: LabView, event: KeyboardEvent, target: Element): (() => Promise<void>) | null {
  switch (event.key) {
    case ' ':
      return target.closest(PRESSED) === null ? () => view.toggle() : null;
    case '.':
      return () => view.step();
    case ',':
      return () => view.back();
    case '[':
      return () => view.toMark(-1);
    case ']':
      return () => view.toMark(1);
    case 'Delete':
    case 'Backspace':
      return onNode(view, target, 'kill');
    case 'r':
    case 'R':
      return onNode(view, target, 'restart');
    case 'Escape':
      return view.selection === null ? null : async () => void (view.selection = null);
    default:
      return null;
  }
}

function onNode(view: LabView, target: Element, verb: 'kill' | 'restart'): (() => Promise<void>) | null {
  const node = target.closest<SVGElement | HTMLElement>('[data-node]')?.dataset['node'];
  if (node === undefined) return null;
  return () => view.act({ do: verb, node }, words.did[verb](view.nameOf(node)));
}
