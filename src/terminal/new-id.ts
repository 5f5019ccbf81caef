/**
 * The id of a node that joins under this name: the name itself, since a hash of the id decides where it stands, and whoever types a name shall see
 * where that puts it. Where no id can be called so, or one was, the next number.
 */
export function idFor(name: string, present: readonly { readonly id: string }[]): string {
  const isTaken = (wished: string): boolean => present.some(({ id }) => id === wished);
  if (/^[A-Za-z][A-Za-z0-9_-]{0,31}$/.test(name) && !isTaken(name)) return name;
  let number = 1;
  while (isTaken(`n${number}`)) number += 1;
  return `n${number}`;
}
