export { holds } from './holds.ts';
export { says, type Naming } from './says.ts';
export { unknownNames } from './unknown-names.ts';
export { levelFor, type HistoryView } from './view.ts';
