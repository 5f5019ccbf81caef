// A scenario as text that reads back to an equal scenario. Everything is written out, also what equals a default: a file made today
// must mean the same when a system's usual options have changed.

import { formatDuration } from './durations.ts';
import { writeOption } from './options.ts';
import { writePredicate } from './predicate.ts';
import type { SystemSketch } from './systems.ts';
import type {
  Action,
  Goal,
  LatencyLaw,
  LinkRule,
  Made,
  NetworkSpec,
  Options,
  Scenario,
  WorkloadSpec,
} from './types.ts';

/** The system's sketch is needed to know which options are durations; not to know the system is a mistake in the program. */
export function writeScenario(scenario: Scenario, systems: ReadonlyMap<string, SystemSketch>): string {
  const sketch = systems.get(scenario.system);
  if (sketch === undefined) throw new Error(`there is no system ${scenario.system} to write a scenario of`);
  return `${layOut(rawScenario(scenario, sketch))}\n`;
}

type Raw = Readonly<Record<string, unknown>>;

// The order of the keys is the order in which a person reads a scenario. JSON leaves out what is undefined.
function rawScenario(scenario: Scenario, sketch: SystemSketch): Raw {
  const { version, about, system, seed, epoch, nodes, clients, goal, made, ext } = scenario;
  return {
    version,
    about,
    system,
    seed,
    epoch,
    nodes,
    clients,
    options: rawOptions(scenario.options, sketch),
    network: rawNetwork(scenario.network),
    workload: scenario.workload.map(rawWorkload),
    script: scenario.script.map((action) => writeAction(action, sketch)),
    until: formatDuration(scenario.until),
    goal: goal && rawGoal(goal),
    made: made && rawMade(made),
    ext,
  };
}

const rawMade = ({ at, ...made }: Made): Raw => ({
  ...made,
  ...(at !== undefined && { at: formatDuration(at) }),
});

const rawGoal = (goal: Goal): Raw => ({
  ...goal,
  predicate: writePredicate(goal.predicate),
  ...(goal.horizon !== undefined && { horizon: formatDuration(goal.horizon) }),
});

const rawOptions = (options: Options, sketch: SystemSketch): Raw =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, writeOption(name, value, sketch)]),
  );

function rawWorkload(workload: WorkloadSpec): Raw {
  const { clients, rate, keys, spread, reads, from, until, ...more } = workload;
  const { think, ttl, burst, aside } = more;
  return {
    ...{ clients, rate, keys, spread, reads, from: formatDuration(from), until: formatDuration(until) },
    ...more,
    ...(think !== undefined && { think: formatDuration(think) }),
    ...(ttl && { ttl: { ...ttl, time: formatDuration(ttl.time) } }),
    ...(burst && { burst: rawBurst(burst) }),
    ...(aside && { aside: { ...aside, source: formatDuration(aside.source) } }),
  };
}

const rawBurst = ({ every, lasts, times }: NonNullable<WorkloadSpec['burst']>): Raw => ({
  every: formatDuration(every),
  lasts: formatDuration(lasts),
  times,
});

const rawNetwork = (network: NetworkSpec): Raw => ({
  ...network,
  latency: rawLaw(network.latency),
  ...(network.clients && { clients: rawLink(network.clients) }),
  links: network.links.map(rawLink),
});

const rawLink = (link: Partial<LinkRule>): Raw => ({
  ...link,
  ...(link.latency && { latency: rawLaw(link.latency) }),
});

function rawLaw(latency: LatencyLaw): Raw {
  const min = formatDuration(latency.min);
  if (latency.law === 'constant') return { law: latency.law, min };
  if ('mean' in latency) return { law: latency.law, min, mean: formatDuration(latency.mean) };
  return { law: latency.law, min, max: formatDuration(latency.max) };
}

/** One action as it stands in a file. */
export function writeAction(action: Action, sketch: SystemSketch): Raw {
  const raw = { ...action, at: formatDuration(action.at) };
  switch (action.do) {
    case 'link':
      return action.clear === true || action.latency === undefined
        ? raw
        : { ...raw, latency: rawLaw(action.latency) };
    case 'message':
      return action.act === 'delay' ? { ...raw, by: formatDuration(action.by) } : raw;
    case 'skew':
      return { ...raw, by: formatDuration(action.by) };
    case 'option':
      return { ...raw, value: writeOption(action.name, action.value, sketch) };
    default:
      return raw;
  }
}

/** One line a key, and one an entry of a list: short enough for a page, and a difference of two files names the action. */
function layOut(raw: Raw): string {
  const lines = Object.entries(raw).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const name = `  ${JSON.stringify(key)}: `;
    if (!Array.isArray(value) || value.length === 0) return [name + JSON.stringify(value)];
    return [`${name}[\n${value.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`];
  });
  return `{\n${lines.join(',\n')}\n}`;
}
