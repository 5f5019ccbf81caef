/** What the browser keeps for the page, and what it does not. */
export const keeping = {
  resumed: (moment: string) => `You go on at ${moment}.`,
  left: (title: string, moment: string) => `You left “${title}” at ${moment}.`,
  goOn: 'Go on',
  unreadable: 'What was kept of your last run could not be read. Here is a fresh ring.',
  full: 'Not saved: this browser has no room left. Share or save as a file before you leave.',

  all: 'Runs and lessons',
  kept: (count: number) =>
    count === 0
      ? 'No run and no lesson is kept.'
      : count === 1
        ? '1 run or lesson is kept.'
        : `${count} runs and lessons are kept.`,
  exportAll: 'Export everything',
  importAll: 'Import…',
  removeAll: 'Remove everything',
  exported: (count: number) => `Exported: ${count} ${count === 1 ? 'record' : 'records'} and what you chose.`,
  imported: (count: number) => `Imported: ${count} ${count === 1 ? 'record' : 'records'}.`,
  skipped: (count: number) => `${count} could not be read and ${count === 1 ? 'was' : 'were'} left out.`,
  removed: 'Everything that was kept is gone. What is open stays open.',
  unavailable: 'This browser keeps nothing for this page.',
  bad: {
    damaged: 'This file is damaged: a part of it is missing. Nothing was changed.',
    foreign: 'This file was not exported from Ringside. Nothing was changed.',
    newer: 'This file was exported by a newer Ringside. Nothing was changed.',
  },
};
