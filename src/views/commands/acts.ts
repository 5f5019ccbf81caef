/**
 * Everything that a person can do, as one table: its key, and what can be typed for it. The keyboard, the console, the list of commands and
 * what is announced all read it, so none of them knows of an act that the others lack.
 *
 * Keys are what is printed on them (`event.key`, letters in lower case), so they are where a reader looks for them on any keyboard.
 */
export type Group = 'look' | 'node' | 'network' | 'data' | 'message' | 'time' | 'page';

/** What has to be picked before an act can be done by a key or from the list. */
export type Need = 'nothing' | 'node' | 'key' | 'line';

/** Who answers the word: the page, the cluster (an act of a script), or the open system (a question to its nodes). */
export type Answerer = 'page' | 'cluster' | 'system';

interface Row {
  readonly id: string;
  readonly group: Group;
  readonly keys: readonly string[];
  /** An example that can be typed; null where the act is a way of pointing only. */
  readonly line: string | null;
  readonly by: Answerer;
  readonly needs: Need;
}

const rows = [
  { id: 'show', group: 'look', keys: ['Enter'], line: 'SHOW Bravo', by: 'page', needs: 'line' },
  { id: 'go', group: 'look', keys: ['ArrowLeft', 'ArrowRight'], line: null, by: 'page', needs: 'node' },

  {
    id: 'kill',
    group: 'node',
    keys: ['Delete', 'Backspace'],
    line: 'KILL Bravo',
    by: 'cluster',
    needs: 'node',
  },
  {
    id: 'killProgram',
    group: 'node',
    keys: ['Shift+Delete', 'Shift+Backspace'],
    line: 'KILL Bravo program',
    by: 'cluster',
    needs: 'node',
  },
  { id: 'revive', group: 'node', keys: ['r'], line: 'REVIVE Bravo', by: 'cluster', needs: 'node' },
  { id: 'freeze', group: 'node', keys: [], line: 'FREEZE Bravo', by: 'cluster', needs: 'node' },
  { id: 'thaw', group: 'node', keys: [], line: 'THAW Bravo', by: 'cluster', needs: 'node' },
  { id: 'slowNode', group: 'node', keys: [], line: 'SLOW Bravo 10', by: 'cluster', needs: 'line' },
  { id: 'skew', group: 'node', keys: [], line: 'SKEW Bravo -5s', by: 'cluster', needs: 'line' },
  { id: 'disk', group: 'node', keys: [], line: 'DISK Bravo full', by: 'cluster', needs: 'line' },
  { id: 'wipe', group: 'node', keys: [], line: 'WIPE Bravo', by: 'cluster', needs: 'node' },
  { id: 'add', group: 'node', keys: ['n'], line: 'ADD Golf', by: 'cluster', needs: 'nothing' },
  { id: 'remove', group: 'node', keys: [], line: 'REMOVE Bravo', by: 'cluster', needs: 'node' },
  { id: 'weight', group: 'node', keys: [], line: 'WEIGHT Bravo 2', by: 'cluster', needs: 'line' },

  { id: 'rope', group: 'network', keys: ['l'], line: 'ROPE Alfa Bravo | *', by: 'cluster', needs: 'nothing' },
  { id: 'tie', group: 'network', keys: ['Shift+Enter'], line: null, by: 'cluster', needs: 'nothing' },
  { id: 'ropeOneWay', group: 'network', keys: [], line: 'ROPE Alfa > *', by: 'cluster', needs: 'line' },
  { id: 'heal', group: 'network', keys: ['u'], line: 'UNTIE', by: 'cluster', needs: 'nothing' },
  { id: 'isolate', group: 'network', keys: [], line: 'ISOLATE Bravo', by: 'cluster', needs: 'node' },
  { id: 'connect', group: 'network', keys: [], line: 'UNTIE Bravo', by: 'cluster', needs: 'node' },
  { id: 'link', group: 'network', keys: ['k'], line: null, by: 'cluster', needs: 'node' },
  { id: 'slow', group: 'network', keys: [], line: 'SLOW Alfa Charlie 800', by: 'cluster', needs: 'line' },
  { id: 'lose', group: 'network', keys: [], line: 'LOSE Alfa Charlie 30%', by: 'cluster', needs: 'line' },
  { id: 'cut', group: 'network', keys: [], line: 'CUT Alfa Charlie', by: 'cluster', needs: 'line' },
  { id: 'block', group: 'network', keys: [], line: 'BLOCK Alfa Charlie', by: 'cluster', needs: 'line' },
  { id: 'mend', group: 'network', keys: [], line: 'MEND Alfa Charlie', by: 'cluster', needs: 'line' },

  { id: 'put', group: 'data', keys: ['p'], line: 'SET apple red', by: 'system', needs: 'nothing' },
  { id: 'read', group: 'data', keys: ['g'], line: 'GET apple @Charlie', by: 'system', needs: 'key' },

  { id: 'drop', group: 'message', keys: [], line: 'DROP message', by: 'cluster', needs: 'line' },
  { id: 'delay', group: 'message', keys: [], line: 'DELAY message 200', by: 'cluster', needs: 'line' },
  { id: 'twice', group: 'message', keys: [], line: 'TWICE message', by: 'cluster', needs: 'line' },

  { id: 'play', group: 'time', keys: [' '], line: 'PLAY', by: 'page', needs: 'nothing' },
  { id: 'pause', group: 'time', keys: [' '], line: 'PAUSE', by: 'page', needs: 'nothing' },
  { id: 'next', group: 'time', keys: [], line: 'NEXT', by: 'page', needs: 'nothing' },
  { id: 'step', group: 'time', keys: ['.'], line: 'STEP', by: 'page', needs: 'nothing' },
  { id: 'back', group: 'time', keys: [','], line: 'BACK', by: 'page', needs: 'nothing' },
  { id: 'earlier', group: 'time', keys: ['[', 'Shift+ArrowLeft'], line: null, by: 'page', needs: 'nothing' },
  { id: 'later', group: 'time', keys: [']', 'Shift+ArrowRight'], line: null, by: 'page', needs: 'nothing' },
  { id: 'first', group: 'time', keys: ['Home'], line: null, by: 'page', needs: 'nothing' },
  { id: 'last', group: 'time', keys: ['End'], line: null, by: 'page', needs: 'nothing' },
  { id: 'seek', group: 'time', keys: [], line: 'SEEK 9.0', by: 'page', needs: 'line' },
  { id: 'slower', group: 'time', keys: ['-'], line: null, by: 'page', needs: 'nothing' },
  { id: 'faster', group: 'time', keys: ['=', '+'], line: null, by: 'page', needs: 'nothing' },
  { id: 'speed', group: 'time', keys: [], line: 'SPEED 0.1', by: 'page', needs: 'line' },

  { id: 'undo', group: 'time', keys: ['Mod+z'], line: 'UNDO', by: 'page', needs: 'nothing' },

  { id: 'setup', group: 'page', keys: [], line: 'SETUP-CLUSTER 5', by: 'page', needs: 'line' },
  { id: 'help', group: 'page', keys: ['?', '/', 'Mod+k'], line: 'HELP', by: 'page', needs: 'nothing' },
  { id: 'leave', group: 'page', keys: ['Escape'], line: null, by: 'page', needs: 'nothing' },
] as const satisfies readonly Row[];

export type ActId = (typeof rows)[number]['id'];
export interface Act extends Row {
  readonly id: ActId;
}

export const acts: readonly Act[] = rows;

/** The first word of what can be typed for an act. */
export function wordOf({ line }: Act): string | null {
  return line === null ? null : (line.split(' ')[0] as string);
}

/** What a pressed key is called in the table. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>): string {
  const { key } = event;
  const isOne = [...key].length === 1;
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  // With a printed character the shift key is part of the character.
  const shift = event.shiftKey && (!isOne || key === ' ' || mod !== '') ? 'Shift+' : '';
  return `${mod}${shift}${isOne ? key.toLowerCase() : key}`;
}

export function actOfKey(key: string): Act | null {
  return acts.find(({ keys }) => keys.includes(key)) ?? null;
}

/** Whoever speaks to a computer presses such keys without meaning to, so they can be turned off. The space bar presses things everywhere. */
export function isSingle(key: string): boolean {
  return key !== ' ' && [...key].length === 1;
}
