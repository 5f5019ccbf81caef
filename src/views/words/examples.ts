/** Three lines that are worth typing, by system. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  cache: ['SET apple red', 'GET apple', 'KILL Bravo'],
  echo: ['ECHO hello', 'ECHO hello @Bravo', 'THROW out-of-tea @Charlie'],
  counter: ['INCR', 'BUMP', 'GET @Bravo'],
  relay: [],
};
