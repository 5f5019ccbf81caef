/** What a form has fields for. It is made from what the system and the store say of themselves, so that nothing can be set that they do not know. */
import type { Keys } from '../../scenario/fault.ts';
import type { OptionSpec, SystemSketch } from '../../scenario/systems.ts';
import type { Json } from '../../scenario/types.ts';
import type { Table } from '../../scenario/yaml/cluster.ts';
import { settingsByName, type SettingName } from '../../store/settings.ts';
import { ownSettings } from '../../systems/server-file.ts';
import { words } from '../words/panels.ts';

export type Control =
  | { readonly kind: 'number' | 'time' | 'text' | 'flag' }
  | { readonly kind: 'choice' | 'list'; readonly values: readonly string[] };

export interface Field {
  readonly keys: Keys;
  /** As it is called in the text. */
  readonly name: string;
  readonly help: string;
  readonly control: Control;
  /** It holds from the beginning of a node on. */
  readonly isFixed: boolean;
}

export interface Group {
  readonly title: string;
  readonly fields: readonly Field[];
}

const NUMBER: Control = { kind: 'number' };
const TEXT: Control = { kind: 'text' };

const field = (keys: Keys, name: string, help: string, control: Control, isFixed = false): Field => ({
  keys,
  name,
  help,
  control,
  isFixed,
});

/** `raw`: what the text says by now, for the nodes that it names. */
export function clusterFields(sketch: SystemSketch, raw: Table): readonly Group[] {
  const { groups, begins, network } = words.configuration;
  const options = Object.entries(sketch.options).flatMap(([name, spec]) =>
    spec.kind === 'judged' ? [] : [field(['options', name], name, helpOf(name), controlOf(spec))],
  );
  const links = (['drop', 'duplicate', 'reorder'] as const).map((name) =>
    field(['network', name], name, network[name], NUMBER),
  );
  const latency = Object.keys((raw.network as Table | undefined)?.['latency'] ?? {})
    .filter((name) => name !== 'law')
    .map((name) => field(['network', 'latency', name], `latency ${name}`, network.latency, { kind: 'time' }));
  return [
    {
      title: groups.cluster,
      fields: (['seed', 'clients'] as const).map((name) => field([name], name, begins[name], NUMBER)),
    },
    { title: groups.options, fields: options },
    { title: groups.nodes, fields: weightsOf(raw.nodes) },
    { title: groups.network, fields: [...latency, ...links] },
  ].filter(({ fields }) => fields.length > 0);
}

function weightsOf(nodes: Json | undefined): readonly Field[] {
  if (!Array.isArray(nodes)) return [];
  return (nodes as readonly Json[]).flatMap((node, index) => {
    const { id } = (node ?? {}) as Readonly<Record<string, Json>>;
    return typeof id === 'string' ? [field(['nodes', index, 'weight'], id, '', NUMBER)] : [];
  });
}

export function serverFields(): readonly Group[] {
  return [{ title: words.configuration.groups.settings, fields: ownSettings.map(settingField) }];
}

/** Of one node: who it is, and those settings that its text names. */
export function nodeFields(raw: Table): readonly Group[] {
  const { groups, identity } = words.configuration;
  const named = Object.keys((raw.settings as Table | undefined) ?? {});
  const settings = ownSettings.filter((name) => named.includes(name));
  return [
    {
      title: groups.node,
      fields: (['id', 'name', 'address', 'weight', 'role'] as const)
        .filter((name) => raw[name] !== undefined)
        .map((name) => field([name], name, identity[name], name === 'weight' ? NUMBER : TEXT)),
    },
    { title: groups.settings, fields: settings.map(settingField) },
  ].filter(({ fields }) => fields.length > 0);
}

function settingField(name: SettingName): Field {
  const { choices, initial, fixed } = settingsByName[name];
  const control = ((): Control => {
    if (choices !== undefined) return { kind: 'choice', values: choices };
    if (typeof initial === 'boolean') return { kind: 'flag' };
    // A size may be written with its unit.
    return typeof initial === 'number' ? { kind: 'time' } : TEXT;
  })();
  const help = words.configuration.settings[name] ?? '';
  return field(['settings', name], name, help, control, fixed);
}

function controlOf(spec: OptionSpec): Control {
  switch (spec.kind) {
    case 'choice':
    case 'list':
      return { kind: spec.kind, values: spec.values };
    case 'integer':
    case 'number':
      return NUMBER;
    case 'boolean':
      return { kind: 'flag' };
    case 'duration':
      return { kind: 'time' };
    default:
      return TEXT;
  }
}

function helpOf(name: string): string {
  const known: Readonly<Record<string, string>> = words.configuration.options;
  return known[name] ?? '';
}

/** As it stands in a field. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What was typed as it is to stand in the text: a number where it is written exactly as numbers are, so that field and text say the same. */
export function valueOf(typed: string, { kind }: Control): Json {
  if (kind !== 'number' && kind !== 'time') return typed;
  const number = Number(typed);
  return typed !== '' && Number.isFinite(number) && String(number) === typed ? number : typed;
}

export function valueAt(raw: Json | undefined, [key, ...rest]: Keys): Json | undefined {
  if (key === undefined) return raw;
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, key)) return undefined;
  return valueAt((raw as Readonly<Record<string, Json>>)[key], rest);
}
