/** The pages of lessons that are read without a script. No panel has them, and the page does not either: they are written when the site is built. */
export const paper = {
  name: 'Ringside',
  lessons: 'Lessons',
  lead: 'A distributed system is best understood by breaking one. Each lesson asks a question, and a ring of real nodes in your browser answers it.',
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  live: 'Open this lesson on a live ring',
  liveAll: 'Open Ringside',
  all: 'All lessons',
  other: 'English',
  otherwise: 'People often think:',
  ring: (running: number, all: number) => `A ring of ${all} nodes, ${running} of which run.`,
  keys: (readable: number, all: number) => `${readable} of ${all} keys can be read.`,
  licence: 'Text and pictures: CC BY 4.0.',
};
