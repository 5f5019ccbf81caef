/** What was typed at the prompt and what came of it. It outlives the panel: whoever closes the console finds everything again. */
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import type { Route } from '../systems/route.ts';

export interface Reply {
  /** Null: no text came, and `ended` says why. */
  readonly text: string | null;
  readonly ended: 'reply' | 'timeout' | 'interrupted' | 'limit';
  readonly isBad: boolean;
  /** It was done, and the text says what. */
  readonly isDone: boolean;
}

export interface Line {
  readonly number: number;
  readonly text: string;
  /** Null while it is waited for. */
  readonly reply: Reply | null;
  readonly route: Route | null;
  /** For so long time passed that had stood still. */
  readonly played: number | null;
}

const LINES_KEPT = 200;
/** A reply is there before the frame that brings its events. */
const PATIENCE = 60;
const LOOKS = 40;

export class ConsoleView {
  lines = $state.raw<readonly Line[]>([]);
  isWaiting = $state(false);
  readonly #view: LabView;
  readonly #stage: StageView;
  #number = 0;

  constructor(view: LabView, stage: StageView) {
    this.#view = view;
    this.#stage = stage;
  }

  /** What was typed, the oldest first. */
  get typed(): readonly string[] {
    return this.lines.map(({ text }) => text);
  }

  async run(typed: string): Promise<void> {
    const text = typed.trim();
    if (text === '' || this.isWaiting) return;
    const number = (this.#number += 1);
    this.isWaiting = true;
    this.#put({ number, text, reply: null, route: null, played: null });
    try {
      if (!(await this.#runOnPage(number, text))) await this.#ask(number, text);
    } finally {
      this.isWaiting = false;
    }
  }

  interrupt(): void {
    void this.#view.interrupt();
  }

  clear(): void {
    this.lines = this.lines.filter(({ reply }) => reply === null);
  }

  /** False where the line is not the page's. What reads lines is loaded with the first of them. */
  async #runOnPage(number: number, text: string): Promise<boolean> {
    const { runLine } = await import('../commands/index.ts');
    const running = runLine(this.#view, this.#stage, text);
    if (running === null) return false;
    const { ok, text: says } = await running;
    const isDone = ok && !says.includes('\n');
    this.#change(number, { reply: { text: says, ended: 'reply', isBad: !ok, isDone } });
    return true;
  }

  async #ask(number: number, text: string): Promise<void> {
    const { playing } = this.#view.frame;
    const asked = await this.#view.ask(text);
    if ('ok' in asked) {
      this.#change(number, {
        reply: { text: asked.says.join('\n'), ended: 'reply', isBad: true, isDone: false },
      });
      return;
    }
    const { operation, text: says, ended } = asked;
    this.#change(number, { reply: { text: says, ended, isBad: ended !== 'reply', isDone: false } });
    void this.#trace(number, operation, !playing);
  }

  /** Its way through the cluster, as soon as the events are there that tell it. */
  async #trace(number: number, operation: string, wasAtRest: boolean): Promise<void> {
    const { routeOf } = await import('../systems/routes.ts');
    for (let look = 0; look < LOOKS; look += 1) {
      const { known, frame, inside } = this.#view;
      const route = routeOf(operation, { system: frame.system, events: known.events, inside });
      if (route !== null && (route.status !== null || look === LOOKS - 1)) {
        const line = this.lines.find((one) => one.number === number);
        const reply = line?.reply;
        this.#change(number, {
          route,
          ...(wasAtRest && route.took !== null && route.took > 0 && { played: route.took }),
          ...(reply && {
            reply: { ...reply, isBad: reply.isBad || route.status === 'failed', isDone: route.isAct },
          }),
        });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    }
  }

  #put(line: Line): void {
    this.lines = [...this.lines, line].slice(-LINES_KEPT);
  }

  #change(number: number, change: Partial<Line>): void {
    this.lines = this.lines.map((line) => (line.number === number ? { ...line, ...change } : line));
  }
}
