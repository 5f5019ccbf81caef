/** What a Chord store says of itself: beside the nodes, in the middle of the ring, in the inspector. */
export const chord = {
  standings: {
    member: 'in the ring',
    outside: 'outside the ring',
    joining: 'about to join',
    leaving: 'about to leave',
    refused: 'was turned away',
    filling: 'fetches its keys',
  },
  inRing: (count: number) => `${count} in the ring`,
  allRight: (count: number) =>
    count < 2 ? 'There is nobody else to point to.' : 'Every pointer leads where it should.',
  wrong: (count: number) =>
    count === 1 ? '1 pointer leads to the wrong node.' : `${count} pointers lead to the wrong node.`,
  hop: (number: number, name: string) => `Hop ${number}: ${name}`,
  left: (share: string) => `${share} of the circle left`,

  sha1: (bits: number, at: string) => `The first ${bits} bits of its SHA-1 are ${at}.`,
  knows: (before: string, behind: string) =>
    before === '' ? `behind it ${behind}` : `before it ${before}, behind it ${behind}`,

  eyes: {
    unknown: 'not known to it',
    predecessor: 'before it',
    successor: (number: number) => (number === 1 ? 'next behind it' : `behind it, number ${number}`),
    finger: 'end of a shortcut',
  },

  mutants: {
    'adopts-unasked': 'takes a neighbour without asking whether it lives',
    'starts-with-two': 'begins with two nodes',
    'joins-without-list': 'joins knowing one neighbour only',
    'rectifies-unasked': 'believes whoever says that it stands before',
    'fingers-off-by-one': 'shortcuts lead one place too far',
    'serves-before-handover': 'answers before it has its keys',
    'forgets-deletions': 'forgets what was deleted',
  } as Readonly<Record<string, string>>,

  node: {
    standing: 'Standing',
    refused: 'Turned away because',
    place: 'Its place',
    placeHelp: 'What SHA-1 makes of its name: the place on the circle that nobody chose',
    answersFor: 'Answers for',
    ofCircle: (share: string) => `${share} of the circle`,
    anything: 'whatever comes',
    nothingYet: 'nothing yet',
    predecessor: 'Before it',
    predecessorTerm: 'Textbook: predecessor',
    nobody: 'nobody that it knows of',
    successors: 'Behind it',
    successorsTerm: 'Textbook: successor list',
    fingers: 'Its shortcuts',
    fingersTerm: 'Textbook: fingers',
    noFingers: 'It knows its neighbours only.',
    away: (share: string) => `${share} further on`,
    dead: 'not in the ring',
    shouldBe: (name: string) => `should be ${name}`,
    silent: 'Silent to it',
    under: 'Asks for others',
    asks: (what: string, key: string) => `${what} ${key}`,
    been: (names: string) => `has been at ${names}`,
  },

  told: {
    passes: (who: string, what: string, whom: string) => `${who} passes ${what} on to ${whom}`,
    asksOwner: (who: string, whom: string, what: string) => `${who} asks ${whom} itself: ${what}`,
    next: (who: string, whom: string) => `${who} asks ${whom}: who is next?`,
    tells: (who: string, whom: string, what: string) => `${who} tells ${whom}: ${what}`,
    whose: (place: string) => `whose is ${place}?`,
    ping: (who: string, whom: string) => `${who} asks ${whom}: are you there?`,
    neighbours: (who: string, whom: string) => `${who} asks ${whom} for its neighbours`,
    keys: (who: string, whom: string) => `${who} asks ${whom} for its keys`,
    handover: (who: string, whom: string, count: number) =>
      `${who} hands ${count} ${count === 1 ? 'key' : 'keys'} over to ${whom}`,
    compare: (who: string, whom: string) => `${who} compares copies with ${whom}`,
    fetch: (who: string, whom: string, count: number) =>
      `${who} asks ${whom} for ${count} ${count === 1 ? 'copy' : 'copies'}`,
    offer: (who: string, whom: string, count: number) =>
      `${who} offers ${whom} ${count} ${count === 1 ? 'copy' : 'copies'} that nobody asked after`,
    answer: (who: string, whom: string) => `${who} answers ${whom}`,
    notMember: (who: string, whom: string) => `${who} tells ${whom}: I am not in the ring`,
    notify: (who: string, whom: string) => `${who} tells ${whom}: I stand before you`,
    replicate: (who: string, whom: string, what: string) => `${who} copies ${what} to ${whom}`,
    leaving: (who: string, whom: string) => `${who} tells ${whom}: I am leaving`,
    keysCount: (count: number) => (count === 1 ? '1 key' : `${count} keys`),
  },

  noted: {
    joined: (who: string, whom: string) => `${who} has joined, before ${whom}`,
    refused: (who: string, why: string) => `${who} was turned away: ${why}`,
    adopted: (who: string, whom: string) => `${who} has ${whom} next behind it now`,
    predecessor: (who: string, whom: string) => `${who} has ${whom} before it now`,
    tookOver: (who: string) => `${who} answers for a larger part of the circle now`,
    handedOver: (who: string, whom: string, keys: number) =>
      `${who} lets ${whom} answer for ${keys} ${keys === 1 ? 'key' : 'keys'}`,
    filled: (who: string, keys: number) =>
      `${who} has its ${keys} ${keys === 1 ? 'key' : 'keys'} and answers for its part now`,
    leaving: (who: string) => `${who} leaves`,
    silent: (who: string, whom: string) => `${who} finds ${whom} silent`,
    repaired: (who: string, keys: number) =>
      keys === 1 ? `${who} makes good a copy of 1 key` : `${who} makes good copies of ${keys} keys`,
    dropped: (who: string, keys: number) =>
      `${who} drops ${keys} ${keys === 1 ? 'copy' : 'copies'} that are not its to keep`,
    cutOff: (who: string) => `${who} hears nobody behind it any more`,
    metAgain: (who: string, whom: string) => `${who} meets ${whom} again`,
  },
};
