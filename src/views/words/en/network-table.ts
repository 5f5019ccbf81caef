/** Every link in one table, and the rules that hold for many. */
export const networkTable = {
  table: 'Links, one row for each direction',
  columns: { link: 'Link', air: 'In the air' },
  choose: (from: string, to: string) => `Change the link from ${from} to ${to}`,
  many: 'Rules for many links',
  only: (rule: string, kind: string) => `${rule} (only: ${kind})`,
  clear: 'Clear',
  clearRule: (rule: string) => `Clear: ${rule}`,
  cleared: 'The rule is gone.',
  which: 'Which links are listed',
  kinds: { nodes: 'Between nodes', all: 'With clients', special: 'Only what is unusual' },
  none: 'No link is unusual. Slow, lose or cut one to see it here.',
  tooMany: (all: string) => `There are ${all} links: only those with a rule of their own are listed.`,
};
