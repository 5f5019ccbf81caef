/** What can be asked of a cell, and what it answers. */
export type CellInput = { readonly key: string } & (
  | { readonly f: 'read' }
  /** Of `value`, and of `to` and `from`, as texts. */
  | { readonly f: 'write' | 'append'; readonly value: string }
  | { readonly f: 'cas'; readonly from: string; readonly to: string }
);

/** What a read answered, as a text. Of all others it is enough to know that they happened: it is the empty text. */
export type CellOutput = string;
