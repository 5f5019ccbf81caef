/** Which lines of the log are asked for, and the log as a file. */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import { jsonLine, logfmtLine, logLineOf, saidText, type LogLine } from '../../history/log-lines.ts';
import type { NoteLevels } from '../../kernel/log-level.ts';

export interface LogFilter {
  readonly levels: NoteLevels;
  /** Empty: of everybody. */
  readonly node: string;
  readonly text: string;
  shows(line: LogLine): boolean;
}

export function logPasses(filter: LogFilter): (event: HistoryEvent) => boolean {
  const wanted = filter.text.trim().toLowerCase();
  return (event) => {
    const line = logLineOf(event, filter.levels);
    if (line === null || !filter.shows(line)) return false;
    if (filter.node !== '' && line.node !== filter.node) return false;
    return wanted === '' || saidText(line).toLowerCase().includes(wanted);
  };
}

const lineAs = { json: jsonLine, logfmt: logfmtLine };
export type LogFormat = keyof typeof lineAs;

/** Of the whole branch, one line for each that passes, the oldest first. `history`: one event a line, as the lab exports it. */
export function logFile(history: string, filter: LogFilter, format: LogFormat): readonly string[] {
  const passes = logPasses(filter);
  return history.split('\n').flatMap((text) => {
    if (text === '') return [];
    const event = JSON.parse(text) as HistoryEvent;
    return passes(event) ? [lineAs[format](logLineOf(event, filter.levels) as LogLine)] : [];
  });
}
