/** The help: pages to read. What can be done, by key and word, is in help.ts. */
export const guide = {
  title: 'Help',
  pages: 'Pages of the help',
  names: {
    keys: 'Keys',
    glossary: 'Glossary',
    protocol: 'Protocol',
    benchmarks: 'Benchmarks',
    architecture: 'Architecture',
    reading: 'Reading',
  },
  search: 'Search the pages',
  found: (count: number) => (count === 1 ? '1 place' : `${count} places`),
  contents: 'Contents',
  loading: 'Loading…',
  keysHelp:
    'Keys work while the ring has the focus. What can be typed goes into the console, or into the list that ? opens.',
  act: 'What it does',
  key: 'Key',
  typed: 'To type',
  glossaryHelp:
    'The page says the plain word until a lesson has taught the textbook’s. The menu switches all of them at once.',
  readingHelp: 'These lead out of this page. Nothing is loaded from them before you follow one.',
  readings: {
    ddia: [
      'Designing Data-Intensive Applications',
      'Martin Kleppmann’s book on keeping data on many machines, and on what goes wrong there.',
    ],
    resp: [
      'Redis serialization protocol specification',
      'What clients and a real Redis say to each other, byte by byte.',
    ],
    hashing: ['Consistent hashing', 'Why keys stand on a ring, and what that saves when nodes come and go.'],
    go: [
      'Go concurrency patterns: pipelines and cancellation',
      'How stages that work side by side are joined, and stopped.',
    ],
    chordQiita: ['Implementing Chord (Qiita)', 'Articles in Japanese on building a Chord of one’s own.'],
    chordSlides: [
      'Introduction to DHT by Chord (SlideShare)',
      'Slides on distributed hash tables, with Chord as the example.',
    ],
  } as Readonly<Record<'ddia' | 'resp' | 'hashing' | 'go' | 'chordQiita' | 'chordSlides', readonly string[]>>,
};
