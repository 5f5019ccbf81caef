/** What a node has set by now, as its own state says: looking changes nothing. */
import { settingsByName, type SettingName } from '../../store/settings.ts';
import { ownSettings, type Values } from '../../systems/server-file.ts';
import type { Scalar } from '../../store/configuration.ts';
import type { LabView } from '../lab-view.svelte.ts';

/** Where a system with the option `store` keeps its settings. */
const PATH = ['store', 'settings'];

interface Row {
  readonly name: string;
  readonly text: string;
}

/** Null where nobody answers. */
export async function settingsOf({ close }: LabView, node: string): Promise<Values | null> {
  const { rows } = await close.inspect({ node, path: PATH, offset: 0, limit: 100 });
  const found = new Map(
    (rows as unknown as readonly Row[] | undefined)?.map(({ name, text }) => [name, text]),
  );
  if (found.size === 0) return null;
  return Object.fromEntries(
    ownSettings.map((name): [string, Scalar] => [name, scalarOf(name, found.get(name))]),
  );
}

function scalarOf(name: SettingName, text: string | undefined): Scalar {
  const { initial } = settingsByName[name];
  if (text === undefined) return initial as Scalar;
  if (typeof initial === 'boolean') return text === 'true';
  return typeof initial === 'number' ? Number(text) : text;
}
