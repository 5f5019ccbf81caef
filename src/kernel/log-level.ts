/** How much something in a node's log matters, as operators grade it. A system says it of its own notes; nothing of it decides anything. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** By the kind of a note; one that is not named is an `info`. */
export type NoteLevels = Readonly<Record<string, LogLevel>>;
