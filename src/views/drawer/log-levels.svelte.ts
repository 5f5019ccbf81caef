/** How much of their logs is shown: for everybody, and for whom somebody wants to hear more of, or less. Kept while the page is open. */
import { reaches, type LogLine } from '../../history/log-lines.ts';
import type { LogLevel } from '../../kernel/log-level.ts';

export class LogLevels {
  least = $state.raw<LogLevel>('info');
  #own = $state.raw<Readonly<Record<string, LogLevel>>>({});

  /** Null: as for everybody. */
  ownOf(node: string): LogLevel | null {
    return Object.hasOwn(this.#own, node) ? (this.#own[node] ?? null) : null;
  }

  choose(node: string, level: LogLevel | null): void {
    const { [node]: _, ...others } = this.#own;
    this.#own = level === null ? others : { ...others, [node]: level };
  }

  /** For how many it is another than for everybody. */
  get count(): number {
    return Object.keys(this.#own).length;
  }

  shows({ level, node }: Pick<LogLine, 'level' | 'node'>): boolean {
    return reaches(level, this.ownOf(node) ?? this.least);
  }
}

export const logLevels = new LogLevels();
