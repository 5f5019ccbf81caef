/** Which panel is open beneath the ring, and how high it is. Nothing of a closed panel is there; what was said at the prompt is kept here. */
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { ConsoleView } from './console.svelte.ts';
import { HEIGHT, HEIGHT_OF_LANES } from './size.ts';

export const panels = ['console', 'events', 'spacetime', 'nodes', 'api'] as const;
export type PanelName = (typeof panels)[number];

/** What lessons call them. */
const SIGHT_OF: Readonly<Record<PanelName, string>> = {
  console: 'console',
  events: 'events',
  spacetime: 'space-time',
  nodes: 'nodes',
  api: 'api',
};
/** What its addresses speak to. */
const HAS_API = 'cache';

export class DrawerView {
  #open = $state.raw<PanelName | null>(null);
  /** The one that was open last: where the focus of the tabs stands. */
  last = $state.raw<PanelName>('console');
  /** As somebody wished it with their own hand. */
  #wished = $state<number | null>(null);
  readonly console: ConsoleView;

  readonly #view: LabView;
  readonly #stage: StageView;

  constructor(view: LabView, stage: StageView) {
    this.#view = view;
    this.#stage = stage;
    this.console = new ConsoleView(view, stage);
  }

  /** The panels that there are: in a lesson those that it has explained. The table of nodes is the ring for who cannot see it, and always there. */
  get panels(): readonly PanelName[] {
    return panels.filter((panel) => {
      if (panel === 'nodes') return !this.#view.hides(panel);
      if (panel === 'api' && this.#view.frame.system !== HAS_API) return false;
      return this.#stage.gives(SIGHT_OF[panel]);
    });
  }

  /** Null while it is closed, or what was open is behind the curtain. */
  get open(): PanelName | null {
    return this.#open === null || this.#view.hides(SIGHT_OF[this.#open]) ? null : this.#open;
  }

  set open(panel: PanelName | null) {
    this.#open = panel;
  }

  /** As wished; what fits is shown. */
  get height(): number {
    return (
      this.#wished ?? (this.open === 'spacetime' || this.open === 'api' ? HEIGHT_OF_LANES : HEIGHT.usual)
    );
  }

  set height(height: number) {
    this.#wished = height;
  }

  show(panel: PanelName): void {
    this.open = panel;
    this.last = panel;
  }

  /** Another click on an open tab closes it: the ring gets its room back. */
  toggle(panel: PanelName): void {
    if (this.open === panel) this.close();
    else this.show(panel);
  }

  /** False when nothing was open. */
  close(): boolean {
    const wasOpen = this.open !== null;
    this.open = null;
    return wasOpen;
  }
}
