/** Passing on what is on the stage, and opening what somebody else has passed on. */
const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const share = {
  title: 'Share this moment',
  question: 'What should they look for?',
  questionHelp: 'Whoever opens the link stands at this moment, paused, and reads this first.',
  answers: 'Answers to choose from, one a line',
  answersHelp: 'Leave it empty for none. Two to six.',
  note: (moment: string) => `A note at ${moment}`,
  link: 'Link',
  copy: 'Copy link',
  save: 'Save as file',
  code: 'As a QR code',
  codeTooLong: 'This link is too long for a QR code.',
  tooLong: (length: number, most: number) =>
    `This would be a link of ${length} characters, and at most ${most} arrive everywhere. Pass it on as a file.`,
  inside: (nodes: number, events: number, moment: string) =>
    `${counted(nodes, 'node', 'nodes')}, ${counted(events, 'event', 'events')}, starts at ${moment}`,
  length: (count: number, inside: string) => `${counted(count, 'character', 'characters')}: ${inside}.`,
  copied: (inside: string) => `Link copied: ${inside}.`,
  saved: (name: string) => `Saved as ${name}.`,
  fromFile: 'This page was opened from a file: the link works for whoever has the file, too.',
  working: 'Working out the link…',
  failed: 'The link could not be made.',

  draft: {
    death: (name: string) => `${name} is gone. Who notices, and who answers now?`,
    rope: 'The network is cut. Which side still answers?',
    heal: 'The network is whole again. What do the two sides tell each other?',
    start: (name: string) => `${name} is back. What has it missed?`,
    fault: (act: string) => `${act}: what does a client notice of it?`,
    none: '',
  },

  /** What a question may be about so that the run answers it. */
  kinds: {
    about: 'What is it about?',
    names: {
      free: 'My own question',
      readable: 'Whether a key can be read',
      who: 'Who answers for a key',
      copies: 'How many copies a key has',
    },
    freeHelp: 'Nobody judges the answers to your own question: whoever opens the link looks and sees.',
    key: 'Key',
    when: 'When it is looked at',
    after: (time: string) => `after ${time}`,
    trying: 'Trying it out…',
    comesTo: (answer: string) => `It comes to: ${answer}. Whoever answers is told, from a run of their own.`,
    untried: 'It could not be tried out here.',
    nothing: 'none of these',
    readable: { asks: (key: string) => `Can ${key} still be read?`, yes: 'Yes', no: 'No' },
    who: { asks: (key: string) => `Who answers for ${key} then?` },
    copies: {
      asks: (key: string) => `How many copies of ${key} are there then?`,
      count: (count: number) => (count === 0 ? 'None' : String(count)),
      more: (count: number) => `${count} or more`,
    },
  },

  /** What is on the stage, in one sentence or two. */
  stands: {
    died: (name: string, ago: string) => `${name} died ${ago} ago.`,
    unnoticed: 'Nobody has noticed.',
    doubted: 'Some doubt it, nobody is sure.',
    noticed: 'The others have noticed.',
    rope: (ago: string) => `The network has been cut for ${ago}.`,
    fault: (act: string, ago: string) => `${act}: done ${ago} ago.`,
    calm: (count: number) => (count === 1 ? '1 node runs.' : `${count} nodes run.`),
    start: 'Nothing has happened yet.',
  },

  door: {
    title: 'What this is about',
    play: 'Play',
    close: 'Look around',
    yours: (answer: string) => `You said: ${answer}`,
    pointed: 'Point at it: press a node on the ring, or pick it here.',
    pointedKey: 'Point at it: press a key on the ring.',
    see: 'Nobody judges this answer: look and see.',
    noteAt: (moment: string) => `At ${moment}`,
    leftOut: (says: string) => `A part of this link could not be read and was left out. ${says}`,
    editions: {
      kept: (version: string) => `Version ${version}, which makes the same run, is kept here.`,
      asMade: 'Open it as it was made',
      here: 'Open it here (may differ)',
    },
    made: {
      equal: 'The run came out equal to the one that was shared.',
      different: 'The run did not come out equal to the one that was shared.',
      older: 'This was shared from an older version: the same acts, perhaps another ending.',
      newer: 'This was shared from a newer version: the same acts, perhaps another ending.',
    },
  },

  /** What is there was chosen by whoever made this. */
  curtain: {
    open: 'Open everything',
    opened: 'Everything is there now.',
    notHere: 'This is not there in what you have opened.',
    unread: (names: string) => `A part of the address means nothing here and was left out: ${names}`,
    nobody: (name: string) => `Nobody here is called ${name}, so you see all of it.`,
  },

  bad: {
    damaged: 'This link is damaged: a part of it is missing or was changed. Here is a fresh ring.',
    foreign: 'This is no link to a scenario. Here is a fresh ring.',
    newer: 'This link was made by a newer Ringside. Here is a fresh ring.',
    long: 'This link is longer than any that is made here. Here is a fresh ring.',
    kept: {
      damaged: 'This link is damaged: a part of it is missing or was changed. What was open stays open.',
      foreign: 'This is no link to a scenario. What was open stays open.',
      newer: 'This link was made by a newer Ringside. What was open stays open.',
      long: 'This link is longer than any that is made here. What was open stays open.',
    },
  },
};
