/** The log of the nodes. The words of a line itself are the node's own. */
export const log = {
  title: 'Log',
  level: 'From which level on',
  /** As they stand in a log, in every language. */
  levels: { debug: 'debug', info: 'info', warn: 'warn', error: 'error' },
  from: { debug: 'Everything', info: 'From info on', warn: 'From warn on', error: 'Errors only' },
  perNode: (count: number) => (count === 0 ? 'Per node' : `Per node: ${count}`),
  perNodeHelp: 'Another level for single nodes',
  asAll: 'as all',
  find: 'Find in the log',
  count: (shown: string) => `${shown} lines`,
  none: 'No line matches. A node writes when something happens to it.',
  exportHelp: 'Save these lines, of the whole branch',
  formats: { json: 'JSON, one object a line', logfmt: 'Text (logfmt)' },
  saved: (count: string) => `${count} lines saved.`,
};
