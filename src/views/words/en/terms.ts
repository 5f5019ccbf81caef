/** The ladder of words: the plain ones, which a learner meets first. */
export const terms = {
  copy: 'copy',
  quorum: 'two of three',
  slice: 'slice',
  rope: 'rope',
  suspected: 'thinks it is dead',
  move: 'moving house',
  start: 'start',
  hint: 'kept for another',
  heads: 'heads',
  entry: 'box',
  term: 'round',
  p99: 'slowest 1 %',
  lag: '1 behind',
  finger: 'shortcut',
  lastWriter: 'last writer wins',
};
