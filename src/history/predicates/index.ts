export { cameTrueAt, holds, measure } from './holds.ts';
export { says } from './says.ts';
export { unknownNames } from './unknown-names.ts';
export { asks, concerns, levelFor, type HistoryView } from './view.ts';
