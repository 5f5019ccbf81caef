/** Which panel is open beneath the ring, and how high it is. Nothing of a closed panel is there; what was said at the prompt is kept here. */
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { ConsoleView } from './console.svelte.ts';
import { isTall, panelsOf, sorted, type PanelName } from './panels.ts';
import { HEIGHT, HEIGHT_OF_LANES } from './size.ts';

export class DrawerView {
  #open = $state.raw<PanelName | null>(null);
  /** The one that was open last: where the focus of the tabs stands. */
  last = $state.raw<PanelName>('console');
  #lastListed = $state.raw<PanelName | null>(null);
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
    return panelsOf(this.#view.frame.system).filter((panel) =>
      panel === 'nodes' ? !this.#view.hides(panel) : this.#stage.gives(panel),
    );
  }

  /** Which of them have a tab, and which stand in the list behind the tabs. */
  get sorted(): ReturnType<typeof sorted> {
    return sorted(this.panels, this.#lastListed);
  }

  /** Null while it is closed, or what was open is behind the curtain. */
  get open(): PanelName | null {
    return this.#open === null || this.#view.hides(this.#open) ? null : this.#open;
  }

  set open(panel: PanelName | null) {
    this.#open = panel;
  }

  /** As wished; what fits is shown. */
  get height(): number {
    return this.#wished ?? (isTall(this.open) ? HEIGHT_OF_LANES : HEIGHT.usual);
  }

  set height(height: number) {
    this.#wished = height;
  }

  show(panel: PanelName): void {
    this.open = panel;
    this.last = panel;
    if (sorted(this.panels, null).listed.includes(panel)) this.#lastListed = panel;
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
