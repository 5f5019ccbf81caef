/** What the page says in passing: one line at a time, seen for a while and heard politely. */
export interface Said {
  readonly text: string;
  readonly isBad: boolean;
  readonly offer: { readonly label: string; readonly take: () => void } | null;
}

const SHORTEST = 4_000;
const A_LETTER = 60;

export class Speech {
  said = $state.raw<Said | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    // An offer stands until it is taken, dismissed or overtaken by another: what is only told does not push it away.
    if (this.said?.offer) return;
    this.#show({ text, isBad: false, offer: null });
  }

  warn(text: string): void {
    this.#show({ text, isBad: true, offer: null });
  }

  offer(text: string, label: string, take: () => void): void {
    this.#show({ text, isBad: false, offer: { label, take } });
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.said = null;
  }

  #show(said: Said): void {
    clearTimeout(this.#timer);
    this.said = said;
    if (said.offer === null)
      this.#timer = setTimeout(() => this.clear(), SHORTEST + said.text.length * A_LETTER);
  }
}
