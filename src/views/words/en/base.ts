/** What the page says wherever it stands. Short, concrete, present tense; buttons are verbs. */
export const base = {
  name: 'Ringside',
  you: 'You',

  // The bar at the top.
  ownScenario: 'Your own',
  editScenario: 'Edit as text',
  openFile: 'Open file…',
  passOn: 'Share',
  notKept: 'Not saved: this browser keeps nothing for this page. Share or save as a file before you leave.',
  copyScenario: 'Copy scenario',
  toDark: 'Dark theme',
  toLight: 'Light theme',

  // The first visit.
  invitation: {
    title: 'Drag a node off the ring.',
    text: 'Each one is a real worker in this tab. Pull one off and it stops. Watch who notices, and who answers.',
    play: 'Just play',
    try: (name: string) => `try ${name}`,
    startLesson: 'Start lesson 1',
    goOn: (minutes: number) => `Go on (${minutes} min)`,
    resume: (number: number, step: number) => `Go on: lesson ${number}, step ${step}`,
    minutes: (count: number) => (count === 1 ? '1 minute.' : `${count} minutes.`),
    small: 'Nothing to install, nothing leaves this tab.',
    noLessons: 'The lessons did not come. Are you offline?',
    lessons: 'Lessons',
    lesson: 'Lesson',
  },

  // The scenario as text.
  dialogTitle: 'Scenario as text',
  dialogHelp:
    'Paste a scenario, or change this one. What is open stays open until the new one is read without a fault.',
  open: 'Open',
  close: 'Close',
  copy: 'Copy',
  faults: (count: number) =>
    count === 1 ? 'This cannot be opened.' : `This cannot be opened. ${count} things are wrong.`,
  tooLarge: 'This file is too large to be a scenario.',
  unreadableFile: 'This file could not be read.',
  copied: 'Scenario copied. It replays this very history.',
  copiedFingerprint: 'Fingerprint copied.',
  copyByHand: 'This browser does not let the page copy. The text is here to take.',

  // The ring.
  stage: 'Ring',
  starting: (count: number) => (count > 0 ? `Starting ${count} workers` : 'Starting the cluster'),
  stillStarting: 'This takes longer than usual.',
  slowToStart: (names: readonly string[], here: number) =>
    `${listed(names)} ${names.length === 1 ? 'is' : 'are'} slow to start. Wait${here > 0 ? `, or go on with ${here}` : ''}.`,
  goOnWith: (count: number) => `Go on with ${count}`,
  notStarted: 'The cluster did not start.',
  noWorkers: 'This browser cannot run workers.',
  noWorkersHelp:
    'Every node of a cluster here is a worker of its own, so nothing can run in this browser as it is set up now.',
  stillLessons: 'You can still read the lessons.',
  readLessons: 'Read the lessons',
  tryAgain: 'Try again',
  nothingOpen: 'Nothing is open yet. Pick a scenario above.',
  running: (up: number, all: number) => `${up} of ${all} running`,
  isCut: (sides: string, isOneWay: boolean) => `The network is cut${isOneWay ? ' one way' : ''}: ${sides}`,
  simulated: 'Nodes share workers here: a kill is a simulated one.',
  nobodyLeft: 'Nobody is left. Drag one back.',
  inTheAir: (count: string) => `${count} in the air`,
  side: (number: number) => `Side ${number}`,
  countOf: (count: number, all: number) => `${count} of ${all}`,
  untie: 'Untie the rope',
  graveyard: 'Graveyard',
  dropHere: 'Drop a node here to stop its worker.',
  moreDead: (count: number) => `${count} more have stopped`,
  dragBack: 'Drag a stone back to the ring to revive it.',
  letGoToStop: (name: string) => `Let go to stop ${name}.`,
  endings: { ok: 'ok', failed: 'refused', unknown: 'no answer', waiting: 'waiting' },
  keysHeld: (count: number) => `${count} copies`,
  keysAndCopies: (keys: number, copies: number) =>
    `${keys} ${keys === 1 ? 'key' : 'keys'}, ${copies} ${copies === 1 ? 'copy' : 'copies'}`,
  canBeRead: (readable: number, all: number) => `${readable} of ${all} can be read`,
  nobodyNoticed: 'Nobody has noticed yet',
  someDoubt: (count: number) => (count === 1 ? '1 node doubts it' : `${count} nodes doubt it`),
  nodeLabel: (name: string, status: string) => `${name}, ${status}`,
  keysHelp: 'Arrow keys go round the ring. Enter shows a node, Delete pulls its plug, R restarts it.',

  // Nodes and what can be done to them.
  status: {
    up: 'running',
    frozen: 'frozen',
    down: 'stopped',
    crashed: 'stopped by itself',
    removed: 'removed',
  },
  cutOff: 'cut off',
  kill: 'Kill',
  killMenu: (name: string) => `How to kill ${name}`,
  power: 'Pull the plug',
  powerHelp: 'Loses what is not on disk yet',
  process: 'Stop the program',
  processHelp: 'Keeps what was written',
  restart: 'Restart',
  freeze: 'Freeze',
  thaw: 'Thaw',
  isolate: 'Isolate',
  heal: 'Heal',
  actOn: (act: string, name: string) => `${act} ${name}`,
  closeCard: 'Close',

  // Said when an act was taken.
  did: {
    kill: (name: string) => `${name} lost its power.`,
    stop: (name: string) => `The program of ${name} stopped.`,
    restart: (name: string) => `${name} starts again.`,
    freeze: (name: string) => `${name} stands still. Messages wait at its door.`,
    thaw: (name: string) => `${name} goes on.`,
    isolate: (name: string) => `${name} is cut off. Nothing reaches it, nothing leaves it.`,
    heal: (name: string) => `${name} is connected again.`,
    healAll: 'Everybody can reach everybody again.',
    opened: (title: string) => `${title} is open.`,
  },
  // What stands between the page and its cluster.
  waiting: 'A node does not answer. It is stopped after 5 s.',
  gone: 'The cluster does not answer any more. Reload the page to start again.',
  crash: {
    says: (name: string) => `${name} stopped by itself.`,
    show: 'Show error',
    hide: 'Hide error',
  },
  dismiss: 'Dismiss',
};

/** As people say a list; of a long one the beginning. */
function listed(names: readonly string[]): string {
  const [first = '', second = '', third = ''] = names;
  if (names.length > 3) return `${first}, ${second} and ${names.length - 2} more`;
  if (names.length === 3) return `${first}, ${second} and ${third}`;
  return names.join(' and ');
}
