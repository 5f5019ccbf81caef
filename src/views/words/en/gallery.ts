/** The gallery of scenarios, the tour, and the shop beside the ring. */
export const gallery = {
  help: 'Every card is a question, and the run answers it. Look at a card, and it runs.',
  first: 'The first ring',
  paste: 'Paste a scenario',
  minutes: (count: number) => `${count} min`,
};

export const tour = {
  title: 'The tour',
  coming: 'One moment.',
  rewind: (moment: string) =>
    `Time goes back to ${moment}. This is the same run, message for message, from any instant you like.`,
  again: 'It came out the same. From here you could also do something else: that would be a branch.',
  share: (length: number) =>
    `All of this is in one link of ${length} characters. Whoever opens it sees this very run.`,
  noLink: 'All of this can be saved as a file, and whoever opens it sees this very run.',
  copied: 'Link copied.',
  pause: 'Pause the tour',
  goOn: 'Go on',
  leave: 'Leave the tour',
  close: 'Play on your own',
  paused: 'The tour waits.',
  over: 'This was the tour. The ring is yours: drag a node off it.',
  taken: 'The ring is in your hands now. Begin the tour again from the scenarios.',
};

export const shop = {
  title: 'Demo shop',
  help: (time: string) =>
    `Look at a product. The shop asks the cache first, and where it has nothing the source, which takes ${time}.`,
  products: [
    'Gloves',
    'Speed ball',
    'Hand wraps',
    'Head guard',
    'Stool',
    'Brass bell',
    'Towel',
    'Bottle',
  ] as readonly string[],
  price: (price: number) => `€${price}`,
  never: 'not looked up yet',
  waiting: (time: string) => `waiting, ${time}`,
  found: {
    cache: 'from the cache',
    source: 'from the source',
    nobody: 'nobody answered, then from the source',
    stopped: 'time was stopped before an answer came',
  },
  told: (name: string, found: string, time: string | null) =>
    time === null ? `${name}: ${found}.` : `${name}: ${found}, after ${time}.`,
  customers: 'Customers come by themselves',
  customersHelp: 'One after the other, while time passes.',
  tally: (cache: number, all: number, average: string) =>
    `${cache} of ${all} from the cache. A customer waits ${average} on average.`,
};
