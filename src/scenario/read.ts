// From outside text to a scenario that may be run without asking again, or to everything that is wrong with it. Nothing is run, kept
// or changed on the way, so a refused file costs its writer nothing but the reading of the sentences.

import type * as v from 'valibot';
import { action as actionSchema, type ReadAction } from './actions.ts';
import { checkAction, checkLinkEnds, checkNamed, namingOf, Roll, sayAt, type Rules } from './check.ts';
import { DURATION_MAX, micros, MICROS_PER_SECOND } from './durations.ts';
import { FAULTS_MAX, inFileOrder, quote, show, type Fault, type Finding, type Key } from './fault.ts';
import { LINK_RULES_MAX, network as networkSchema } from './network.ts';
import { readNodes, type ReadNodes } from './nodes.ts';
import { readOptions } from './options.ts';
import { isRecord, list, part, time, tooManyUnknown, UNKNOWN_MAX } from './parts.ts';
import { parse } from './source.ts';
import { namesIn } from './predicate.ts';
import * as schema from './schema.ts';
import type { SystemSketch } from './systems.ts';
import type { Action, Goal, Options, Scenario, Verb } from './types.ts';

export type ReadResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly Fault[] };
export type Systems = ReadonlyMap<string, SystemSketch>;

/** How long a scenario goes on after the last thing that its writer asked for. */
const REST = 10 * MICROS_PER_SECOND;

/** `input` is the text of a file, or what somebody else has parsed already. */
export function readScenario(input: unknown, systems: Systems): ReadResult {
  const parsed = parse(input);
  if (!parsed.ok) return { ok: false, faults: [{ path: '', says: parsed.says }] };
  if (!isRecord(parsed.raw))
    return { ok: false, faults: [{ path: '', says: `a scenario is an object, not ${show(parsed.raw)}` }] };
  const newer = refusalOfVersion(parsed.raw.version);
  if (newer !== undefined) return { ok: false, faults: [newer] };
  const findings: Finding[] = [];
  const scenario = readParts(parsed.raw, systems, findings);
  if (findings.length > 0 || scenario === undefined)
    return { ok: false, faults: inFileOrder(parsed.raw, findings) };
  return { ok: true, scenario };
}

/** A newer file follows rules that are not known here, so whatever else could be said of it might be wrong. */
function refusalOfVersion(version: unknown): Fault | undefined {
  if (typeof version !== 'number' || !(version > schema.VERSION)) return undefined;
  return {
    path: 'version',
    says: `${version} is newer than ${schema.VERSION}, the version known here: this file was made by a newer Ringside`,
  };
}

const KEYS = new Set(
  'version about system seed epoch nodes clients options network workload script until goal made ext'.split(
    ' ',
  ),
);

function readParts(
  raw: Record<string, unknown>,
  systems: Systems,
  findings: Finding[],
): Scenario | undefined {
  const unknown = Object.keys(raw).filter((key) => !KEYS.has(key));
  if (unknown.length > UNKNOWN_MAX) findings.push({ keys: [], says: tooManyUnknown(unknown.length) });
  else for (const key of unknown) findings.push({ keys: [key], says: 'this key is not known here' });
  const has = (key: string): boolean => Object.hasOwn(raw, key);
  const read = <Output>(key: string, of: v.GenericSchema<unknown, Output>): Output | undefined =>
    has(key) ? part(of, raw[key], [key], findings) : undefined;

  if (!has('version')) findings.push({ keys: ['version'], says: 'this key is missing' });
  else if (raw.version !== schema.VERSION)
    findings.push({
      keys: ['version'],
      says: `${show(raw.version)} is not a version: there is only ${schema.VERSION}`,
    });

  const sketch = readSystem(raw, systems, findings);
  const options = sketch === undefined ? {} : readOptions(raw.options, sketch, findings);
  const nodes = readNodes(has('nodes') ? raw.nodes : undefined, sketch, options, findings);
  const count = nodes.nodes?.length ?? 0;
  checkTogether(raw.options, sketch, options, count, findings);
  if (count > schema.NODES_MAX)
    findings.push({
      keys: ['nodes'],
      says: `${count} nodes, those that options bring along included, are more than ${schema.NODES_MAX}`,
    });
  const clients = has('clients') ? read('clients', schema.clients) : 1;
  const workload = readWorkload(has('workload') ? raw.workload : [], findings);
  const everyone =
    clients === undefined || workload === undefined
      ? undefined
      : workload.reduce((sum, one) => sum + one.clients, clients);
  if (everyone !== undefined && everyone > schema.CLIENTS_MAX) {
    findings.push({
      keys: [has('workload') ? 'workload' : 'clients'],
      says: `${everyone} clients in all are more than ${schema.CLIENTS_MAX}`,
    });
  }
  const network = part(networkSchema, has('network') ? raw.network : {}, ['network'], findings);
  const rules = { sketch, options };
  const script = readScript(has('script') ? raw.script : [], nodes, everyone, rules, raw.network, findings);
  const until = has('until')
    ? read('until', time)
    : Math.min(DURATION_MAX, lastAsk(script, workload ?? []) + REST);
  const scenario = {
    version: schema.VERSION,
    about: read('about', schema.about),
    system: sketch?.id,
    seed: has('seed') ? read('seed', schema.seed) : 1,
    epoch: has('epoch') ? read('epoch', schema.epoch) : schema.EPOCH_DEFAULT,
    nodes: nodes.nodes,
    clients,
    options,
    network,
    workload: workload?.map((one) => ({ ...one, until: one.until ?? Math.max(one.from, until ?? 0) })),
    script,
    until,
    goal: has('goal') ? readGoal(raw.goal, nodes, everyone, script, findings) : undefined,
    made: read('made', schema.made),
    ext: read('ext', schema.ext),
  };
  // Without a finding every part is there; only the four that may be left out can be undefined, and those leave no key.
  if (findings.length > 0) return undefined;
  return Object.fromEntries(
    Object.entries(scenario).filter(([, value]) => value !== undefined),
  ) as unknown as Scenario;
}

/** Options beside each other and beside the number of nodes; not before each of them is right by itself. */
function checkTogether(
  raw: unknown,
  sketch: SystemSketch | undefined,
  options: Options,
  nodes: number,
  findings: Finding[],
): void {
  if (findings.some(({ keys: [part] }) => part === 'options' || part === 'nodes')) return;
  const given = new Set(isRecord(raw) ? Object.keys(raw) : []);
  for (const { option, says } of sketch?.check?.(options, given, nodes) ?? [])
    findings.push({ keys: ['options', option], says });
}

function readSystem(
  raw: Record<string, unknown>,
  systems: Systems,
  findings: Finding[],
): SystemSketch | undefined {
  const id = raw.system;
  const sketch = typeof id === 'string' ? systems.get(id) : undefined;
  if (sketch !== undefined) return sketch;
  let says = 'this key is missing';
  if (typeof id === 'string') says = `there is no system ${quote(id)} (${[...systems.keys()].join(', ')})`;
  else if (Object.hasOwn(raw, 'system')) says = `${show(id)} is not a text`;
  findings.push({ keys: ['system'], says });
  return undefined;
}

function readWorkload(raw: unknown, findings: Finding[]): schema.ReadWorkload[] | undefined {
  return part(list(schema.workload, schema.WORKLOADS_MAX), raw, ['workload'], findings);
}

/** An action on its place in the file and in time; one that the schema refused still names nodes and clients. */
interface Placed {
  readonly at: number;
  readonly index: number;
  readonly action?: ReadAction;
  readonly judgeNamed?: (roll: Roll) => void;
}

/** Whom a goal names must be there at some time; when, nobody can know before it is played. */
function readGoal(
  raw: unknown,
  { nodes, doubtful }: ReadNodes,
  clients: number | undefined,
  script: readonly Action[],
  findings: Finding[],
): Goal | undefined {
  const goal = part(schema.goal, raw, ['goal'], findings);
  const added = script.flatMap((action) => (action.do === 'add' ? [action.node] : []));
  const roll = new Roll(nodes, clients, new Set([...doubtful, ...added]));
  for (const { keys, id } of goal === undefined ? [] : namesIn(goal.predicate, ['goal', 'predicate'])) {
    const says = roll.refusalOfParticipant(id);
    if (says !== undefined) findings.push({ keys, says });
  }
  return goal;
}

function readScript(
  raw: unknown,
  nodes: ReadNodes,
  clients: number | undefined,
  rules: Rules,
  rawNetwork: unknown,
  findings: Finding[],
): Action[] {
  const actions = readList(raw, findings);
  const doubtful = new Set(nodes.doubtful);
  const placed: Placed[] = [];
  actions.forEach((one, index) => {
    if (findings.length > FAULTS_MAX) return; // nobody reads on, and each costs memory
    const before = findings.length;
    const action = part(actionSchema, one, ['script', index], findings);
    if (action !== undefined) placed.push({ at: action.at, index, action });
    else if (isRecord(one)) {
      if (one.do === 'add' && typeof one.node === 'string') doubtful.add(one.node);
      const suspect = placeRefused(one, index, findings, before);
      if (suspect !== undefined) placed.push(suspect);
    }
  });
  if (findings.length > FAULTS_MAX) return [];
  placed.sort((left, right) => left.at - right.at); // stable: equal times stay as they were written

  const roll = new Roll(nodes.nodes, clients, doubtful);
  const script: Action[] = [];
  for (const { action, index, judgeNamed } of placed) {
    judgeNamed?.(roll);
    const complete = action && checkAction(action, ['script', index], roll, rules, findings);
    if (complete !== undefined) script.push(complete);
  }

  // A rule of the network holds all along, so it may name a node that is only added later.
  for (const { action } of placed) if (action?.do === 'add') doubtful.add(action.node);
  checkRules(rawNetwork, new Roll(nodes.nodes, clients, doubtful), findings);
  return script;
}

function readList(raw: unknown, findings: Finding[]): readonly unknown[] {
  let says: string | undefined;
  if (!Array.isArray(raw)) says = `${show(raw)} is not a list`;
  else if (raw.length > schema.SCRIPT_MAX) says = `${raw.length} actions are more than ${schema.SCRIPT_MAX}`;
  else return raw;
  findings.push({ keys: ['script'], says });
  return [];
}

function placeRefused(
  raw: Record<string, unknown>,
  index: number,
  findings: Finding[],
  before: number,
): Placed | undefined {
  const refused = new Set(findings.slice(before).map(({ keys }) => keys[2]));
  if (refused.has('do') || refused.has('at')) return undefined;
  const say = sayAt(['script', index], findings);
  return {
    at: micros(raw.at as number | string),
    index,
    judgeNamed: (roll) => checkNamed(raw.do as Verb, namingOf(raw, refused), roll, say),
  };
}

/** Asked of the raw rules, so that one faulty field hides no faulty end. */
function checkRules(rawNetwork: unknown, roll: Roll, findings: Finding[]): void {
  if (!isRecord(rawNetwork) || !Array.isArray(rawNetwork.links) || rawNetwork.links.length > LINK_RULES_MAX)
    return;
  const refused = new Map<Key | undefined, Set<Key | undefined>>();
  for (const { keys } of findings) {
    if (keys[0] !== 'network' || keys[1] !== 'links') continue;
    refused.set(keys[2], (refused.get(keys[2]) ?? new Set()).add(keys[3]));
  }
  rawNetwork.links.forEach((rule: unknown, index) => {
    if (!isRecord(rule)) return;
    checkLinkEnds(
      namingOf(rule, refused.get(index) ?? new Set()),
      roll,
      sayAt(['network', 'links', index], findings),
    );
  });
}

function lastAsk(script: readonly Action[], workload: readonly schema.ReadWorkload[]): number {
  return Math.max(script.at(-1)?.at ?? 0, ...workload.map((one) => one.until ?? one.from));
}
