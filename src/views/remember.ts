/**
 * What a person chose, kept where the browser allows it: a few short texts under one prefix. Private windows and some policies refuse; then a
 * choice lasts as long as the page.
 */
const PREFIX = 'ringside.';

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // See above.
  }
}

/** Everything of ours that the browser keeps for this page, by name. */
export function everythingKept(): readonly { readonly name: string; readonly value: string }[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .sort()
      .map((key) => ({ name: key.slice(PREFIX.length), value: localStorage.getItem(key) ?? '' }));
  } catch {
    return [];
  }
}

/** Under this the browser keeps, for as long as the tab lives, by which name its run is kept. */
const TAB = `${PREFIX}session`;

/** Null in a tab that was never here, and where the browser keeps nothing: then a page begins anew. */
export function tabName(): string | null {
  try {
    return sessionStorage.getItem(TAB);
  } catch {
    return null;
  }
}

export function keepTabName(name: string): void {
  try {
    sessionStorage.setItem(TAB, name);
  } catch {
    // See above.
  }
}
