/**
 * Keeps the running cluster, about once a second, under the name of this tab; the next page of the tab goes on from there. A lock says that a tab
 * lives: a copied tab takes another name, and what a dead one has left can be taken up by any.
 */
import type { Session, SessionShelf } from '../../shelf/session.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { keepTabName, tabName } from '../remember.ts';
import { OWN } from '../starters.ts';

const EVERY = 1_000;
const lockOf = (id: string): string => `ringside-session ${id}`;

export interface Keeping {
  /** What this tab was at when it was left; null where nothing is kept. */
  readonly own: Session | null;
  /** What another tab was at that does not live any more, the last one of them. */
  readonly left: Session | null;
  /** From here on what the view shows is kept. `refused` is called once, when the browser does not take it. */
  begin(view: LabView, refused: (isFull: boolean) => void): () => void;
}

export async function keeping(shelf: SessionShelf): Promise<Keeping> {
  const id = await ownName();
  // A browser that keeps nothing says so again when there is something to keep.
  const all = await shelf.all().catch(() => []);
  const own = all.find(([name]) => name === id)?.[1] ?? null;
  const living = await livingNames();
  const orphans = all.filter(([name]) => name !== id && !living.has(name));
  orphans.sort(([, one], [, other]) => other.savedAt - one.savedAt);
  // Older ones nobody will ask for again.
  for (const [name] of orphans.slice(1)) void shelf.remove(name).catch(() => undefined);
  return {
    own,
    left: orphans[0]?.[1] ?? null,
    begin: (view, refused) => begin(shelf, id, view, refused),
  };
}

function begin(
  shelf: SessionShelf,
  id: string,
  view: LabView,
  refused: (isFull: boolean) => void,
): () => void {
  let saved = '';
  let textOf = '';
  let text = '';
  let isBusy = false;
  const save = async (): Promise<void> => {
    const { frame } = view;
    const branch = frame.branches.find((each) => each.id === frame.branch);
    if (branch === undefined || view.isOpening) return;
    // Who has only looked on has nothing to lose.
    const isWorthIt = view.chosen === OWN || frame.undoable !== null;
    const run = `${frame.epoch} ${frame.branch} ${branch.actions}`;
    const key = isWorthIt ? `${run} ${frame.at} ${frame.playing}` : '';
    if (key === saved || isBusy) return;
    isBusy = true;
    try {
      if (!isWorthIt) await shelf.remove(id);
      else {
        if (run !== textOf) [text, textOf] = [await view.scenario(), run];
        await shelf.put(id, sessionOf(view, text));
      }
      saved = key;
    } catch (error) {
      clearInterval(timer);
      refused((error as { readonly name?: string } | null)?.name === 'QuotaExceededError');
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void save(), EVERY);
  // The last moment before a page goes away is the one that most is worth.
  const leave = (): void => void save();
  document.addEventListener('visibilitychange', leave);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', leave);
  };
}

function sessionOf({ frame, script, pace }: LabView, text: string): Session {
  // Whoever comes to an instant finds it before its actions: what was done at it is seen right after.
  const at = script.some((action) => action.at === frame.at) ? frame.at + 1 : frame.at;
  const { title, playing: isPlaying } = frame;
  return { version: 1, text, at, title, isPlaying, pace, fragment: location.hash, savedAt: Date.now() };
}

/** The name of this tab, which a reload leaves it; a tab that was copied is another one. */
async function ownName(): Promise<string> {
  const before = tabName();
  if (before !== null && (await hold(before))) return before;
  const id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  await hold(id);
  keepTabName(id);
  return id;
}

/** False when another tab has it. A page that is just going away may still hold it for a moment. */
async function hold(id: string): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await tryToHold(id)) return true;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return false;
}

async function tryToHold(id: string): Promise<boolean> {
  if (!('locks' in navigator)) return true;
  return new Promise((resolve) => {
    void navigator.locks.request(lockOf(id), { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      // For as long as the page lives.
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
}

async function livingNames(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  const before = lockOf('');
  return new Set(
    held.flatMap(({ name = '' }) => (name.startsWith(before) ? [name.slice(before.length)] : [])),
  );
}
