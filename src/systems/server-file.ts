/**
 * `server.yaml`: how the store of a node is set, and its limits, as text. With an `id` it is the text of one node, which can be started from it:
 *
 *     id: n7
 *     name: Golf
 *     settings:
 *       maxmemory: 100mb
 */
import { isRecord } from '../scenario/parts.ts';
import type { Json } from '../scenario/types.ts';
import type { Table } from '../scenario/yaml/cluster.ts';
import { NO_KEYS, placedFault, type PlacedFault } from '../scenario/yaml/file.ts';
import { readYaml, type Places } from '../scenario/yaml/read.ts';
import { writeYaml } from '../scenario/yaml/write.ts';
import { pathText } from '../scenario/fault.ts';
import { textOfSetting, type Configuration, type Scalar } from '../store/configuration.ts';
import { readConfiguration } from '../store/read-configuration.ts';
import { findSetting, settingNames, settingsByName, type SettingName } from '../store/settings.ts';
import { writeWord } from '../terminal/words.ts';

export type Values = Readonly<Record<string, Scalar>>;

/** What a person may write of a store. The password stands beside the settings, salted. */
export const ownSettings: readonly SettingName[] = settingNames.filter((name) => name !== 'requirepass');

export interface JudgedServer {
  /** Null where it is no YAML, or no map. */
  readonly raw: Table | null;
  readonly faults: readonly PlacedFault[];
  /** Null where anything is wrong. */
  readonly configuration: Configuration | null;
}

/** The settings as they hold, and who may do what, where anybody was named. */
export function serverYaml(settings: Values, { salt, requirepass, users }: Configuration): string {
  return writeYaml({
    ...(salt !== '' && { salt }),
    ...(requirepass !== '' && { requirepass }),
    settings,
    ...(users.length > 0 && { users: users as unknown as Json }),
  });
}

export function judgeServer(text: string): JudgedServer {
  return judged(text, [], () => []);
}

const IDENTITY = ['id', 'name', 'address', 'weight', 'role'] as const;

/** Of one node: who it is, and its settings. Whether it may be called so says whoever knows who is there. */
export function judgeNode(text: string, taken: readonly string[]): JudgedServer {
  return judged(text, IDENTITY, (raw, places) => {
    const faults: PlacedFault[] = [];
    const say = (key: string, says: string): void => {
      faults.push({ path: key, says, ...places.of([key]) });
    };
    const { id, address = id } = raw;
    for (const key of ['salt', 'requirepass', 'users'])
      if (Object.hasOwn(raw, key))
        say(key, 'who may do what is the same in the whole cluster, and is not set for one node');
    if (id === undefined) say('id', 'a node needs an id');
    else if (address !== id)
      say('address', `a node is reached under its id here, so its address is ${String(id)}`);
    else if (taken.includes(String(id)))
      say(
        Object.hasOwn(raw, 'address') ? 'address' : 'id',
        `there is already a node at the address ${String(id)}`,
      );
    return faults;
  });
}

/** The act that starts it, as it stands in a script; judged by the reader of actions like any. */
export function startOf(raw: Table): Readonly<Record<string, Json>> {
  const { id = '', name, weight, role } = raw;
  return {
    do: 'add',
    node: id,
    ...(name !== undefined && { name }),
    ...(weight !== undefined && { weight }),
    ...(role !== undefined && { role }),
  };
}

function judged(
  text: string,
  beside: readonly string[],
  more: (raw: Table, places: Places) => readonly PlacedFault[],
): JudgedServer {
  const read = readYaml(text);
  if (!read.ok)
    return { raw: null, faults: [{ path: '', says: read.says, ...read.place }], configuration: null };
  const { raw, places } = read;
  if (!isRecord(raw))
    return {
      raw: null,
      faults: [{ ...NO_KEYS, line: 1, column: 1 }],
      configuration: null,
    };
  const table = raw as Table;
  const own = Object.fromEntries(Object.entries(table).filter(([key]) => !beside.includes(key)));
  const configuration = readConfiguration(own);
  const faults = [
    ...(configuration.ok
      ? []
      : configuration.faults.map(({ keys, says }) => placedFault({ path: pathText(keys), says }, places))),
    ...more(table, places),
  ].toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
  return {
    raw: table,
    faults,
    configuration: faults.length === 0 && configuration.ok ? configuration.value : null,
  };
}

/** Those that are set otherwise than they hold; `100mb` and 104857600 are the same. */
export function changedSettings(holds: Values, wished: Configuration['settings']): Values {
  const changed = Object.entries(wished).flatMap(([given, value]): [string, Scalar][] => {
    const name = findSetting(given);
    if (name === undefined) return [];
    return meaning(name, value) === meaning(name, holds[name]) ? [] : [[name, value]];
  });
  return Object.fromEntries(changed);
}

function meaning(name: SettingName, value: Scalar | undefined): unknown {
  if (value === undefined) return settingsByName[name].initial;
  const outcome = settingsByName[name].parse(textOfSetting(value));
  return 'value' in outcome ? outcome.value : undefined;
}

export const isFixed = (name: string): boolean => settingsByName[name as SettingName]?.fixed === true;

/** The line at the prompt that sets them at one node; null where there is nothing to set. */
export function lineThatSets(settings: Values, node: string): string | null {
  const words = Object.entries(settings).flatMap(([name, value]) => [name, String(textOfSetting(value))]);
  return words.length === 0 ? null : ['CONFIG SET', ...words.map(writeWord), `@${node}`].join(' ');
}
