/** Where somebody was, by number as people count. */
export interface Waiting {
  readonly id: string;
  readonly lesson: number;
  readonly step: number;
}
