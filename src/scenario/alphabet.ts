/** The spelling alphabet gives nodes their names by position; people tell Bravo from Delta sooner than n2 from n4. */
export const ALPHABET: readonly string[] = (
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike ' +
  'November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu'
).split(' ');
