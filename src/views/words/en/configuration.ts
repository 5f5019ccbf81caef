/** How the open cluster is set up, as a form and as text. What a setting of the store does is said in the store's own table. */
import { settingNames, settingsByName } from '../../../store/settings.ts';

export const configuration = {
  sheets: 'What is set',
  sheet: { node: 'One node', file: 'Topology file' },
  form: 'As a form',
  text: 'As text',
  /** Of a key that no list knows. */
  groups: {
    cluster: 'Beginning',
    nodes: 'Weights',
    network: 'Network',
    options: 'Options',
    settings: 'Settings',
    node: 'Who it is',
  },
  line: (line: number) => `Line ${line}`,
  elsewhere: 'In what was done',
  faults: (count: number) => (count === 1 ? 'One thing is wrong:' : `${count} things are wrong:`),
  /** While the text is no YAML, the form has nothing to show. */
  unreadable: 'The form waits until the text can be read again.',
  unchanged: 'Nothing is changed.',
  fixed: 'Only when a node begins',
  notHere: 'Nobody answers here, so nothing can be read.',

  anew: 'Begin anew',
  anewHelp: 'This is decided when a cluster begins: it begins anew, with the same seed.',
  again: 'Do again what was done',
  begun: 'The cluster began anew with this.',
  back: 'Back to what was open',
  set: 'Set now',
  setHelp: 'Set while the cluster runs. Who begins later begins as before.',
  wasSet: (count: number) => (count === 1 ? 'Set at 1 node.' : `Set at ${count} nodes.`),
  reset: 'Undo my changes',
  where: 'Nodes',
  everywhere: 'All nodes',
  differ: (names: string) => `Set otherwise: ${names}.`,

  /** Typed at the console. */
  setUp: (count: number) =>
    count === 1 ? 'A cluster of 1 node begins.' : `A cluster of ${count} nodes begins.`,
  typeSetUp: (most: number) => `Type SETUP-CLUSTER 5: from 1 to ${most} nodes.`,

  startNode: 'Start this node',
  startHelp: 'It joins with this id, and its limits are set as it begins. Its id is its address.',
  started: (name: string) => `${name} joins.`,

  fileHelp: 'Nodes, proxy, limits and everything that was done, in one file.',
  import: 'Open a file…',
  save: 'Save as file',
  run: 'Run this',
  saved: (name: string) => `Saved as ${name}.`,
  opened: (title: string) => `Running: ${title}.`,
  refused: 'This file cannot run. Nothing was changed.',
  tooLarge: 'This file is too large for a text that somebody wrote. Nothing was changed.',
  real: 'Take it to a real cluster',
  realHelp: (system: string) =>
    `A folder with ${system} nodes for docker compose, and the same faults as scripts.`,
  realSaved: (name: string, leftOut: number) =>
    leftOut === 0
      ? `Saved as ${name}.`
      : `Saved as ${name}. ${leftOut} of the acts, or parts of them, have no counterpart there: README.md names each.`,
  realNot: {
    system: 'This system has no counterpart among real servers.',
    nodes: 'This has too few or too many nodes for one machine.',
  },

  begins: { seed: 'The number that all chance comes from', clients: 'Clients that a person types at' },
  network: {
    latency: 'How long a message takes',
    drop: 'The share of messages that are lost',
    duplicate: 'The share that come twice',
    reorder: 'The share that may overtake others',
  },
  identity: {
    id: 'Its id, which is its address too',
    name: 'What people call it',
    address: 'Where it is reached',
    weight: 'Its share of the work, beside the others',
    role: 'What it is for',
  },
  /** Options of all systems, by name. */
  options: {
    mode: 'One node decides for a key, or any may, with enough others',
    replicas: 'How many nodes hold each key',
    write: 'How many must have a write before it is answered',
    read: 'How many are asked for a read, where any node may decide',
    sloppy: 'Others take what is meant for nodes that are away',
    readRepair: 'Whoever is seen to be old while reading is brought up to date',
    siblings: 'Writes that did not know of each other are all kept',
    quorumTimeout: 'How long the others are waited for',
    virtualNodes: 'In how many places on the ring each node stands',
    placement: 'By which rule keys find their nodes',
    policy: 'Which keys go when memory is full',
    maxmemory: 'Bytes that a node’s keys may take; 0 is no limit',
    appendfsync: 'When what was written is safe on the disk',
    service: 'How long a node works at one message',
    heartbeat: 'How often nodes say that they are there',
    detector: 'How nodes tell that another is gone',
    nodeTimeout: 'The silence after which a node is taken for dead',
    tombstoneGrace: 'How long deletions are remembered',
    encrypted: 'Nodes speak under keys that nobody else has',
    clusterKey: 'What nodes of one cluster know and nobody else',
    wrongKey: 'The id of a node that was given another key',
    autoMoves: 'Keys find their new places by themselves when nodes come or go',
    replaceAfter: 'A node that is away so long is given up; 0 is never',
    proxy: 'Clients know a proxy, and the proxy knows the ring',
    spreadReads: 'Any node that holds a key may answer a read',
    staleReads: 'An old answer is better than none',
    retries: 'How often a client asks for a write again',
    requestIds: 'What was asked twice is done once',
    requestMemory: 'How long that is remembered',
    mutants: 'Faults that are built in, to be found',
    dataRoot: 'The folder in which nodes keep their files when they begin',
    every: 'How often each node speaks',
    text: 'What it says',
    tokens: 'How many go round',
    hold: 'How long each is held',
    checkQuorum: 'A leader that most do not hear steps down, and who hears one elects no other',
    preVote: 'Whoever wants to lead asks first whether it would be elected',
    reads: 'Any node answers from what it has; the leader by its lease; or it asks the others first',
    electionMin: 'The shortest patience of a node that hears no leader',
    electionMax: 'The longest patience of a node that hears no leader',
    batch: 'How many entries of the log go in one message',
    pipeline: 'How many such messages may be under way without an answer',
    snapshotEvery: 'How many entries a log may have before the old ones make place',
    snapshotChunk: 'How many bytes of a snapshot go in one message',
    writeTimeout: 'How long a write waits for its majority',
  },
  /** The store’s own sentences; the words to choose from stand in the field already. */
  settings: Object.fromEntries(
    settingNames.flatMap((name) =>
      name === 'requirepass' ? [] : [[name, settingsByName[name].summary.replace(/: .*$/, '.')]],
    ),
  ) as Readonly<Record<string, string>>,
};
