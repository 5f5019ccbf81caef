export { holds } from './holds.ts';
export { says } from './says.ts';
export { unknownNames } from './unknown-names.ts';
export { levelFor, type HistoryView } from './view.ts';
