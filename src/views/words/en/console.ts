/** The prompt, and what is said of a command's way through the cluster. */
export const console = {
  prompt: 'you>',
  label: 'Command',
  log: 'What you asked and were told',
  run: 'Run',
  waits: 'Waits for the reply. Ctrl+C stops waiting.',
  examples: 'Try one of these.',
  noCommands: 'This system takes no commands. Watch it run.',
  completes: 'Tab completes keys and nodes',
  offers: 'Completions',
  newest: 'Newest events',
  nothingYet: 'Nothing has happened yet. Press Play.',
  allEvents: 'All events',
  clear: 'Clear',
  ended: {
    reply: '(no text)',
    timeout: '(unknown) no answer came in time: it may have happened',
    interrupted: 'You stopped waiting. It may still happen.',
    limit: 'No answer within 60 s of the cluster’s time.',
  },
  /** Typed while time stood still. */
  played: (time: string) => `Time stood still; it passed for ${time}, until the reply.`,

  route: {
    /** `v7 from Alfa, Bravo in 46 ms`; without a version, or without anybody, what is left of it. */
    from: (version: string, who: string, time: string) =>
      [version, who === '' ? '' : `from ${who}`, `in ${time}`].filter((part) => part !== '').join(' '),
    list: (parts: readonly string[]) => parts.join(', '),
    pending: (who: string) => `${who} pending`,
    refused: (who: string) => `${who} did not take it`,
    lost: (who: string) => `Lost on the way: ${who}`,
    needs: (needed: number, all: number) => `${needed} of ${all} needed`,
    by: (who: string, count: number) => `by way of ${who}, ${count} hops`,
    before: (who: string) => `after ${who} had been asked`,
    again: (times: number) => `asked ${times} times`,
    asked: (who: string) => `Asked ${who}`,
    nobody: 'No node was asked',
    silent: 'no answer came',
    old: (newer: string, age: string) => `Old: ${newer} replaced it ${age} ago`,
    stale: (who: string) => `${who} keeps a copy; a newer value is not known of`,
    repaired: (who: string) => `${who} had lost it, and got it back`,
    parts: (count: number) => `put together from ${count} answers, not at one instant`,
    remembered: 'Done before: the request was recognised',
  },
};
