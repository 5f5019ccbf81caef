/** What is being set up: texts and forms that say the same, what is wrong with them, and what taking them over would do. Until then nothing changes. */
import type { Keys } from '../../scenario/fault.ts';
import { changedOptions, clusterYaml, judgeCluster, type Table } from '../../scenario/yaml/cluster.ts';
import { withValue } from '../../scenario/yaml/edit.ts';
import { readYamlScenario, yamlOf, type PlacedFault } from '../../scenario/yaml/file.ts';
import type { Json } from '../../scenario/types.ts';
import type { SystemSketch } from '../../scenario/systems.ts';
import { NO_CONFIGURATION, type Configuration } from '../../store/configuration.ts';
import {
  changedSettings,
  isFixed,
  judgeNode,
  judgeServer,
  serverYaml,
  type Values,
} from '../../systems/server-file.ts';
import { sketches } from '../../systems/registry.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { words } from '../words/panels.ts';
import { clusterFields, nodeFields, serverFields, type Group } from './fields.ts';
import { settingsOf } from './settings-of.ts';

export const SHEETS = ['cluster', 'server', 'node', 'file'] as const;
export type Sheet = (typeof SHEETS)[number];

/** How what is set is taken over. */
export type Plan =
  | { readonly kind: 'wrong' | 'nothing' }
  | { readonly kind: 'anew'; readonly scenario: Table }
  | { readonly kind: 'options'; readonly options: Table }
  | { readonly kind: 'settings'; readonly settings: Values }
  | { readonly kind: 'node'; readonly raw: Table; readonly settings: Values }
  | { readonly kind: 'file'; readonly text: string };

interface Judged {
  readonly raw: Table | null;
  readonly faults: readonly PlacedFault[];
}

const BLANK: Readonly<Record<Sheet, string>> = { cluster: '', server: '', node: '', file: '' };
const WRONG: Plan = { kind: 'wrong' };
const NOTHING: Plan = { kind: 'nothing' };

export class ConfigurationView {
  sheet = $state.raw<Sheet>('cluster');
  texts = $state.raw(BLANK);
  /** The texts as they would be if nobody had touched them. */
  usual = $state.raw(BLANK);
  /** A cluster that begins anew does again what was done. */
  isAgain = $state(true);
  /** Whose settings are shown; empty: those of all nodes. */
  node = $state.raw('');
  isReady = $state(false);
  said = $state('');
  isBad = $state(false);
  /** Who is set otherwise than the node that is shown. */
  differing = $state.raw<readonly string[]>([]);
  /** The open scenario, with what was done. */
  whole = $state.raw<Table>({});
  /** Null where nobody answers. */
  holds = $state.raw<Values | null>(null);

  readonly view: LabView;
  readonly #stage: StageView;

  constructor(view: LabView, stage: StageView) {
    this.view = view;
    this.#stage = stage;
  }

  readonly sketch = $derived.by((): SystemSketch | undefined => sketches.get(this.view.frame.system));
  readonly sheets = $derived.by((): readonly Sheet[] =>
    SHEETS.filter((sheet) => {
      if (sheet === 'server') return this.hasStore;
      return sheet !== 'node' || (this.sketch?.actions?.includes('add') === true && !this.view.hides('add'));
    }),
  );
  readonly hasStore = $derived.by(() => this.sketch?.options['store']?.kind === 'judged');

  /** Nodes that take a setting now. */
  get running(): readonly string[] {
    const roles = this.sketch?.roles;
    return this.#stage.nodes
      .filter(({ status, role }) => status === 'up' && (roles === undefined || role === roles[0]))
      .map(({ id }) => id);
  }

  /** Files are called the same in every language. */
  nameOf(sheet: Sheet): string {
    return sheet === 'cluster' || sheet === 'server' ? `${sheet}.yaml` : words.configuration.sheet[sheet];
  }

  readonly text = $derived.by(() => this.texts[this.sheet]);
  readonly isChanged = $derived.by(() => this.text !== this.usual[this.sheet]);

  readonly judged = $derived.by((): Judged => {
    switch (this.sheet) {
      case 'cluster':
        return this.#cluster;
      case 'server':
        return this.#server;
      case 'node':
        return this.#oneNode;
      case 'file':
        return this.#file.ok ? { raw: null, faults: [] } : { raw: null, faults: this.#file.faults };
    }
  });
  readonly groups = $derived.by((): readonly Group[] => {
    const { raw } = this.judged;
    if (raw === null || this.sketch === undefined) return [];
    if (this.sheet === 'cluster') return clusterFields(this.sketch, raw);
    return this.sheet === 'server' ? serverFields() : nodeFields(raw);
  });
  readonly plan = $derived.by((): Plan => {
    if (this.judged.faults.length > 0) return WRONG;
    switch (this.sheet) {
      case 'cluster':
        return this.#planOfCluster();
      case 'server':
        return this.#planOfServer();
      case 'node': {
        const { raw, configuration } = this.#oneNode;
        if (raw === null || configuration === null) return WRONG;
        return { kind: 'node', raw, settings: configuration.settings };
      }
      case 'file':
        return this.#file.ok ? { kind: 'file', text: this.#file.text } : WRONG;
    }
  });

  readonly #cluster = $derived.by(() => judgeCluster(this.texts.cluster, this.whole, sketches, this.isAgain));
  readonly #server = $derived.by(() => judgeServer(this.texts.server));
  readonly #oneNode = $derived.by(() =>
    judgeNode(
      this.texts.node,
      this.#stage.nodes.map(({ id }) => id),
    ),
  );
  readonly #file = $derived.by(() => readYamlScenario(this.texts.file, sketches));

  // --- What is typed --------------------------------------------------------------------------------------------------

  type(text: string): void {
    this.texts = { ...this.texts, [this.sheet]: text };
    this.said = '';
  }

  /** A field of the form. */
  set(keys: Keys, value: Json): void {
    this.type(withValue(this.text, keys, value));
  }

  reset(): void {
    this.type(this.usual[this.sheet]);
  }

  // --- What holds -----------------------------------------------------------------------------------------------------

  /** Reads what is open. What somebody has changed by hand stays, as long as it is about the same cluster. */
  async read(): Promise<void> {
    const text = await this.view.scenario();
    if (text === '') return;
    this.whole = JSON.parse(text) as Table;
    const sketch = sketches.get(String(this.whole.system));
    if (sketch === undefined) return;
    if (!this.sheets.includes(this.sheet)) this.sheet = 'cluster';
    await this.#readSettings();
    this.#follow({
      cluster: clusterYaml(this.whole, sketch),
      server: this.hasStore ? serverYaml(this.holds ?? {}, this.#configuration) : '',
      node: this.#templateOf(),
      file: yamlOf(text),
    });
    this.isReady = true;
  }

  async #readSettings(): Promise<void> {
    if (!this.hasStore) return;
    const ids = this.running;
    if (this.node !== '' && !ids.includes(this.node)) this.node = '';
    const shown = this.node === '' ? ids[0] : this.node;
    this.holds = shown === undefined ? null : await settingsOf(this.view, shown);
    const differing: string[] = [];
    for (const id of this.node === '' ? ids.slice(1) : []) {
      const other = await settingsOf(this.view, id);
      const differs = other !== null && JSON.stringify(other) !== JSON.stringify(this.holds);
      if (differs) differing.push(id);
    }
    this.differing = differing;
  }

  #follow(usual: Readonly<Record<Sheet, string>>): void {
    const texts = { ...this.texts };
    for (const sheet of SHEETS) {
      const isTouched = texts[sheet] !== this.usual[sheet];
      const isSame = this.usual[sheet] === usual[sheet];
      if (!isTouched || (!isSame && sheet !== 'node')) texts[sheet] = usual[sheet];
    }
    this.usual = usual;
    this.texts = texts;
  }

  get #configuration(): Configuration {
    const { store } = (this.whole.options ?? {}) as Table;
    return (store ?? NO_CONFIGURATION) as unknown as Configuration;
  }

  /** The next id that nobody has, and limits to be changed. */
  #templateOf(): string {
    const taken = this.#stage.nodes.map(({ id }) => id);
    let number = taken.length + 1;
    while (taken.includes(`n${number}`)) number += 1;
    const id = `n${number}`;
    const weight = this.sketch?.actions?.includes('weight') === true ? 'weight: 1\n' : '';
    if (!this.hasStore) return `id: ${id}\naddress: ${id}\n`;
    return `id: ${id}\naddress: ${id}\n${weight}settings:\n  maxmemory: 100mb\n  maxmemory-policy: allkeys-lru\n`;
  }

  #planOfCluster(): Plan {
    const { scenario } = this.#cluster;
    if (!this.isChanged || scenario === null) return NOTHING;
    const options = changedOptions(this.whole, scenario);
    if (options !== null && this.sketch?.actions?.includes('option') === true)
      return Object.keys(options).length === 0 ? NOTHING : { kind: 'options', options };
    return { kind: 'anew', scenario };
  }

  /** What can be set while the cluster runs is set; what holds from the beginning on begins it anew. */
  #planOfServer(): Plan {
    const { configuration } = this.#server;
    if (configuration === null || this.holds === null) return NOTHING;
    const { settings: given, ...access } = this.#configuration;
    const { settings: wished, ...wanted } = configuration;
    const changed = changedSettings(this.holds, wished);
    const isSameAccess = JSON.stringify(access) === JSON.stringify(wanted);
    if (isSameAccess && Object.keys(changed).length === 0) return NOTHING;
    if (isSameAccess && !Object.keys(changed).some(isFixed)) return { kind: 'settings', settings: changed };
    const { made: _made, ...whole } = this.whole;
    const store = { ...wanted, settings: { ...given, ...changed } } as unknown as Json;
    const options = { ...(whole.options as Table), store };
    return { kind: 'anew', scenario: { ...whole, options } };
  }
}
