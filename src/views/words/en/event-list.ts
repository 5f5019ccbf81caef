/** The list of events, and how messages of the systems are told in it. */
export const eventList = {
  list: 'Events',
  kind: 'What is listed',
  kinds: {
    told: 'What happens',
    act: 'Acts',
    reply: 'Questions and replies',
    note: 'Notes',
    lost: 'Messages lost',
    message: 'Messages',
    everything: 'Everything',
  },
  everyNode: 'Every node',
  node: 'Node',
  text: 'Find in events',
  pause: 'Pause the list',
  goOn: 'Go on',
  clear: 'Clear',
  export: 'Export',
  exportHelp: 'Save everything recorded of this branch, one JSON object a line',
  saved: (count: string) => `${count} events saved, one a line.`,
  none: 'Nothing has happened yet. Press Play.',
  noMatch: 'No event matches.',
  cleared: 'The list is empty. New events appear as they happen.',
  looking: 'Looking through older events…',
  count: (shown: string) => `${shown} listed`,
  kept: (most: string) => `the newest ${most} are kept`,
  waiting: (count: string) => `${count} new`,
  later: 'later than the moment that you look at',

  told: {
    asks: (who: string, isYou: boolean, whom: string, what: string) =>
      `${who} ${isYou ? 'ask' : 'asks'} ${whom}: ${what}`,
    tells: (who: string, whom: string, what: string) => `${who} tells ${whom}: ${what}`,
    /** You, as whom somebody speaks to. */
    toYou: 'you',
    copies: (who: string, what: string, whom: string) => `${who} copies ${what} to ${whom}`,
    saved: (who: string, whom: string) => `${who} tells ${whom}: saved`,
    reads: (who: string, what: string, whom: string) => `${who} reads ${what} from ${whom}`,
    answers: (who: string, whom: string) => `${who} answers ${whom}`,
    keys: (count: number) => `${count} keys`,
  },
};
