/** Where to read on. Addresses only: nothing is loaded from any of them before somebody follows one. */
export const reading = [
  { id: 'ddia', address: 'https://dataintensive.net/' },
  { id: 'resp', address: 'https://redis.io/docs/latest/develop/reference/protocol-spec/' },
  { id: 'hashing', address: 'https://en.wikipedia.org/wiki/Consistent_hashing' },
  { id: 'go', address: 'https://go.dev/blog/pipelines' },
  { id: 'chordQiita', address: 'https://qiita.com/search?q=Chord+DHT' },
  { id: 'chordSlides', address: 'https://www.slideshare.net/search?q=dht+chord' },
] as const;
