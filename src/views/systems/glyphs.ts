/** Shape = what: how a message of each kind is drawn. Heartbeats and the like are hidden unless somebody wants to see them. */
export type Glyph = 'request' | 'answer' | 'copy' | 'vote' | 'granted' | 'beat';

const cache: Readonly<Record<string, Glyph>> = {
  reply: 'answer',
  copy: 'copy',
  items: 'copy',
  'quorum write': 'copy',
  copied: 'answer',
  taken: 'answer',
  'quorum answer': 'answer',
  'quorum kept': 'answer',
  ballot: 'vote',
  vote: 'granted',
  beat: 'beat',
  hello: 'beat',
  ping: 'beat',
  'ping request': 'beat',
  ack: 'beat',
  // Everybody asks somebody every second; mostly there is nothing new.
  pull: 'beat',
  listing: 'beat',
};

const tables: Readonly<Record<string, Glyph>> = {
  reply: 'answer',
  'request vote': 'vote',
  vote: 'granted',
  'timeout now': 'vote',
  'append entries': 'copy',
  'install snapshot': 'copy',
  appended: 'answer',
  'snapshot received': 'answer',
  heartbeat: 'beat',
  heard: 'beat',
};

const chord: Readonly<Record<string, Glyph>> = {
  reply: 'answer',
  replicate: 'copy',
  handover: 'copy',
  cells: 'copy',
  offer: 'copy',
  // These go on all the time: neighbours, fingers and copies are looked after.
  answer: 'beat',
  ping: 'beat',
  neighbours: 'beat',
  notify: 'beat',
  compare: 'beat',
  'find successor': 'beat',
  found: 'beat',
};

const others: Readonly<Record<string, Glyph>> = {
  reply: 'answer',
  pong: 'answer',
  mirror: 'copy',
  token: 'copy',
};

const systems: Readonly<Record<string, Readonly<Record<string, Glyph>>>> = { cache, tables, chord };

export function glyphOf(system: string, kind: string): Glyph {
  return (systems[system] ?? others)[kind] ?? 'request';
}
