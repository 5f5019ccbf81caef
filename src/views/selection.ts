/** The one thing that somebody looks at: a node, a key, a message on its way, or a link. */
export type Selection =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'message'; readonly name: string; readonly copy: number }
  | { readonly kind: 'link'; readonly from: string; readonly to: string };

export function isSameSelection(one: Selection | null, other: Selection | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
