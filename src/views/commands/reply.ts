/** What the console prints of a line that the page answers. */
export interface PageReply {
  /** False is shown as an error. */
  readonly ok: boolean;
  readonly text: string;
}
