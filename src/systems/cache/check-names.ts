/** What a node asks itself to know whether it is well, in the order in which it is shown. */
export const CHECKS = ['peers', 'memory', 'disk', 'replication'] as const;
export type CheckName = (typeof CHECKS)[number];
