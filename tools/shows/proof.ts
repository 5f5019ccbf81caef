/** One long proof: what it shows, and the showing. */
export interface Proof {
  readonly says: string;
  prove(): Promise<{ readonly ok: boolean; readonly detail: string }>;
}
