/** What stands on the ring and in its middle. */
export const ring = {
  asSeen: (name: string) => `As ${name} sees it`,
  wrong: (count: number) =>
    count === 0
      ? 'All of this is so.'
      : `${count} ${count === 1 ? 'thing here is' : 'things here are'} not so.`,
  leaveEyes: 'Back to the truth',
  blind: (name: string) => `${name} sees nothing now.`,
  hears: (name: string, heard: number, all: number) => `${name} hears ${heard} of ${all}`,
  doubtsIt: 'seems silent',
  thinksItGone: 'taken for dead',
  inTruth: { runs: 'in truth it runs', stopped: 'in truth it has stopped' },

  oneKey: (copies: number) =>
    copies === 1 ? 'one key and its copy' : `one key and its ${copies === 2 ? 'two' : copies} copies`,
  noKeys: { yet: 'No keys yet.', now: 'No keys now.' },
  keysHere: (count: number) => `${count} ${count === 1 ? 'key' : 'keys'} here`,
  heads: (count: number) => `${count} heads`,
  crown: {
    leader: 'leads',
    formerly: (term: string) => `thinks it leads · ${term}`,
    candidate: 'asks for votes',
  },

  done: (took: string) => `Done in ${took}.`,
  enough: (count: number) => (count === 1 ? '1 answer was enough.' : `${count} answers were enough.`),
  everyAnswer: (count: number) => `All ${count} answered.`,
  soFar: (came: number, needed: number) =>
    `${came} of ${needed} ${needed === 1 ? 'answer' : 'answers'} so far.`,
  onItsWay: 'Enough have answered.',
  tooFew: (came: number, needed: number) =>
    came === 0
      ? 'No answer came.'
      : came >= needed
        ? 'The reply never came.'
        : `Only ${came} of ${needed} answers came.`,
  notConfirmed: 'The write was not confirmed.',
  notRead: 'Nothing was read.',
  refused: 'Refused.',
  answeredBy: (name: string, text: string) => `${name} says ${text}`,
};
