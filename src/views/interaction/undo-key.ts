/** Ctrl or Cmd and Z takes back what was done to the cluster; in a field it belongs to the text. */
const FIELDS = 'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]';

export function isUndo(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
    return false;
  if (event.key !== 'z' && event.key !== 'Z') return false;
  const { target } = event;
  return (
    !(target instanceof Element) || (target.closest(FIELDS) === null && target.closest('dialog') === null)
  );
}
