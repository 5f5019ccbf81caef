/** Places of the page that keys are told by. */
export const STAGE = '[data-stage]';
/** Whatever keeps its keys to itself. */
export const FIELDS = 'input:not([type=range]), textarea, select, dialog, [contenteditable]';
