/** What the page says in passing: one line at a time, seen for a while and heard politely. */
export interface Said {
  readonly text: string;
  readonly isBad: boolean;
  readonly offer: Offer | null;
  /** It stays until it is taken or dismissed. */
  readonly isFirm: boolean;
}

export interface Offer {
  readonly label: string;
  readonly take: () => void;
}

const SHORTEST = 4_000;
const A_LETTER = 60;

export class Speech {
  said = $state.raw<Said | null>(null);
  /** What could not be shown, because an offer stands: it is heard all the same. */
  heard = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What may be done about it can be done elsewhere too, so it goes by itself. */
  say(text: string, offer: Offer | null = null): void {
    // An offer stands until it is taken, dismissed or overtaken by another: what is only told does not push it away.
    this.heard = this.said?.isFirm === true ? text : '';
    if (this.said?.isFirm === true) return;
    this.#show({ text, isBad: false, offer, isFirm: false });
  }

  warn(text: string): void {
    this.#show({ text, isBad: true, offer: null, isFirm: false });
  }

  offer(text: string, label: string, take: () => void): void {
    this.#show({ text, isBad: false, offer: { label, take }, isFirm: true });
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.said = null;
  }

  #show(said: Said): void {
    clearTimeout(this.#timer);
    this.said = said;
    if (!said.isFirm) this.#timer = setTimeout(() => this.clear(), SHORTEST + said.text.length * A_LETTER);
  }
}
