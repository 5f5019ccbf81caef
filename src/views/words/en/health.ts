/** Whether each node is well: what it asks itself, why the answer is so, and what can be done. */
export const health = {
  table: 'Health of each node',
  node: 'Node',
  checks: { peers: 'Connections', memory: 'Memory', disk: 'Disk', replication: 'Copying' },
  ok: 'ok',
  failed: 'not ok',
  isDown: 'It is stopped: nobody can ask it.',
  isNew: 'It has only just begun.',
  isFrozen: 'It stands still. This is how it was.',
  why: {
    'not joined': () => 'It has not joined the cluster.',
    hears: (heard: number, voters: number) => `It hears ${heard} of ${voters} voters, itself among them.`,
    suspects: (names: string) => `It doubts ${names}.`,
    unlimited: (bytes: string) => `${bytes}, and no limit.`,
    limited: (bytes: string, limit: string) => `${bytes} of ${limit}.`,
    full: () => 'There is no room left on it.',
    failed: () => 'It could not write. What it says is written may not be.',
    unwritten: (epoch: number) => `It could not write down list ${epoch} of the members.`,
    log: (bytes: string) => `${bytes} in its log.`,
    alone: () => 'There is nobody to pass writes on to.',
    near: (limit: string) => `Everybody it writes to has caught up to within ${limit}.`,
    late: (names: string, limit: string) => `More than ${limit} late: ${names}.`,
  },
  /** By what is wrong. */
  cure: {
    peers: 'Connect it again, or restart who is missing.',
    memory: 'Delete keys, give it more memory, or let old keys give way.',
    disk: 'Mend its disk: Nodes, More, Is well again.',
    replication: 'Mend the link to them, or wait until they have caught up.',
  },
  storage: (used: string, quota: string) => `The browser lends this page ${quota}; ${used} of it is used.`,
};
