/** The panels beneath the ring. A panel is called what lessons, scenarios and addresses call its tab; they stand in this order. */
import type { TABS } from '../../share/stage-names.ts';

export type PanelName = (typeof TABS)[number];

interface PanelFacts {
  /** An operator's: it stands in the list behind the tabs. */
  readonly isMore?: true;
  /** It needs more height than a few lines of text do. */
  readonly isTall?: true;
  /** The one system that has it; without one all have. */
  readonly system?: string;
}

const facts: Readonly<Record<PanelName, PanelFacts>> = {
  console: {},
  events: {},
  'space-time': { isTall: true },
  nodes: {},
  metrics: { isTall: true, system: 'cache' },
  cache: { isTall: true, system: 'cache' },
  tables: { isTall: true, system: 'tables' },
  network: { isMore: true, isTall: true },
  health: { isMore: true, isTall: true, system: 'cache' },
  configuration: { isMore: true, isTall: true },
  log: { isMore: true },
  profile: { isMore: true, isTall: true },
  benchmark: { isMore: true, isTall: true },
  api: { isMore: true, isTall: true, system: 'cache' },
};

const ALL = Object.keys(facts) as readonly PanelName[];

export function panelsOf(system: string): readonly PanelName[] {
  return ALL.filter((name) => facts[name].system === undefined || facts[name].system === system);
}

export function isTall(name: PanelName | null): boolean {
  return name !== null && facts[name].isTall === true;
}

/** Those that have a tab, and those that stand in the list behind them: the one of the list that was opened last has a tab as well. */
export function sorted(
  panels: readonly PanelName[],
  last: PanelName | null,
): { readonly tabs: readonly PanelName[]; readonly listed: readonly PanelName[] } {
  const listed = panels.filter((name) => facts[name].isMore === true);
  // A list of one is no list.
  if (listed.length <= 1) return { tabs: panels, listed: [] };
  return { tabs: panels.filter((name) => !listed.includes(name) || name === last), listed };
}
