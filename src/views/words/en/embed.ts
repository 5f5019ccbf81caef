/** A frame in somebody else's page: a picture until it is touched. */
const counted = (count: number): string => (count === 1 ? '1 node' : `${count} nodes`);

export const embed = {
  /** What the picture is. A drawing of what the scenario says, for nothing has run yet. */
  drawing: (nodes: number, moment: string | null) =>
    `A drawing: where ${counted(nodes)} stand${nodes === 1 ? 's' : ''}${moment === null ? '' : ` at ${moment}`}. Nothing runs yet.`,
  seenBy: (name: string) => `Through ${name}’s eyes.`,
  stopped: (moment: string) => `Stopped at ${moment}, where you left it.`,
  start: 'Start',
  goOn: 'Go on',
  startWhat: (title: string) => `Start “${title}”`,
  goOnWhat: (title: string) => `Go on with “${title}”`,
  starting: 'Starting…',
  untitled: 'A cluster',
  open: 'Open in Ringside',
  notOpened: 'This frame has nothing that it could open.',
  touchFirst: 'Nothing runs here before somebody has touched it.',
};
