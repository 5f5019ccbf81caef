/** What was set up becomes so: by acts of the script where there are some, by a cluster that begins anew where there are none. */
import type { Data } from '../../kernel/contract.ts';
import { lineThatSets, startOf } from '../../systems/server-file.ts';
import { OWN } from '../starters.ts';
import { openText } from '../scenario/scenario-text.ts';
import { words } from '../words/panels.ts';
import type { ConfigurationView, Plan } from './configuration.svelte.ts';

export async function takeOver(configuration: ConfigurationView, plan: Plan): Promise<void> {
  switch (plan.kind) {
    case 'anew':
      return begin(configuration, JSON.stringify(plan.scenario));
    case 'options':
      for (const [name, value] of Object.entries(plan.options))
        await act(configuration, { do: 'option', name, value: value as Data }, words.configuration.wasSet(1));
      return configuration.read();
    case 'settings':
      return set(configuration, plan);
    case 'node':
      return start(configuration, plan);
    case 'file':
      return run(configuration, plan.text);
    case 'wrong':
    case 'nothing':
      return;
  }
}

/** What was open can be had back with one press, at the instant at which it was left. */
async function begin(configuration: ConfigurationView, text: string): Promise<void> {
  const { view } = configuration;
  const says = words.configuration;
  const before = await view.close.recording();
  const wasPlaying = view.frame.playing;
  const { chosen } = view;
  if (!(await view.open(text, wasPlaying))) return tell(configuration, view.refusals.join(' '), true);
  view.chosen = OWN;
  await configuration.read();
  tell(configuration, says.begun);
  if (before === null) return;
  view.speech.offer(says.begun, says.back, () => {
    void view.open(before.text, false, before.at).then((isOpen) => {
      if (isOpen) view.chosen = chosen;
    });
  });
}

async function set(
  configuration: ConfigurationView,
  { settings }: Plan & { kind: 'settings' },
): Promise<void> {
  const { node, running } = configuration;
  const nodes = node === '' ? running : [node];
  let count = 0;
  for (const id of nodes) {
    const text = lineThatSets(settings, id);
    if (text === null) continue;
    if (
      !(await act(
        configuration,
        { do: 'command', client: 'c1', text },
        words.configuration.wasSet(nodes.length),
      ))
    )
      return;
    count += 1;
  }
  tell(configuration, words.configuration.wasSet(count));
}

async function start(
  configuration: ConfigurationView,
  { raw, settings }: Plan & { kind: 'node' },
): Promise<void> {
  const { started } = words.configuration;
  const id = String(raw.id);
  const said = started(typeof raw.name === 'string' ? raw.name : id);
  if (!(await act(configuration, startOf(raw) as Readonly<Record<string, Data>>, said))) return;
  const text = lineThatSets(settings, id);
  if (text !== null && !(await act(configuration, { do: 'command', client: 'c1', text }, said))) return;
  tell(configuration, said);
}

/** As any file of a scenario: with what it asks, and at once. */
export async function run(configuration: ConfigurationView, text: string): Promise<void> {
  const { view } = configuration;
  if (!(await openText(view, text))) return tell(configuration, view.refusals.join(' '), true);
  await configuration.read();
  tell(configuration, words.configuration.opened(view.frame.title || words.ownScenario));
}

async function act(
  configuration: ConfigurationView,
  action: Readonly<Record<string, Data>>,
  said: string,
): Promise<boolean> {
  const answer = await configuration.view.attempt(action, said);
  if (!answer.ok) tell(configuration, answer.says.join(' '), true);
  return answer.ok;
}

export function tell(configuration: ConfigurationView, said: string, isBad = false): void {
  configuration.said = said;
  configuration.isBad = isBad;
}
