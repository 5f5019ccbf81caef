/** What each action of a script does to the cluster. They have been checked before: here every name exists and every number is in bounds. */
import { derive, seedChain } from '../kernel/chance.ts';
import {
  OPERATOR,
  type Data,
  type NodeId,
  type OperatorMessage,
  type TypedLine,
} from '../kernel/contract.ts';
import { SOUND_DEVICE, type NodeAct } from '../kernel/protocol.ts';
import { NEVER } from '../kernel/time.ts';
import type { Action, AddAction, DiskAction, LinkAction } from '../scenario/types.ts';
import type { ClusterCore } from './core.ts';
import { actOnMessage } from './flights.ts';
import { Participant } from './participant.ts';
import { actAtPrompt, typedAct } from './typed-acts.ts';

/** Actions that do not apply (freezing a dead node, restarting a live one) change nothing, and stand in the history all the same. */
export async function applyAction(cluster: ClusterCore, action: Action): Promise<void> {
  const { at } = action;
  switch (action.do) {
    case 'kill':
      return cluster.stop(participantOf(cluster, action.node), at, action.how);
    case 'restart':
      return restart(cluster, participantOf(cluster, action.node));
    case 'wipe':
      return wipe(cluster, participantOf(cluster, action.node));
    case 'freeze':
    case 'thaw':
      return freeze(participantOf(cluster, action.node), action);
    case 'isolate':
      return cluster.network.cuts.isolate(action.node);
    case 'partition':
      return cluster.network.cuts.partition({ groups: action.groups, oneWay: action.oneWay });
    case 'heal':
      return cluster.network.cuts.heal(action.node);
    case 'link':
      return link(cluster, action);
    case 'slow':
      return participantOf(cluster, action.node).act({ at, do: 'slow', times: action.times });
    case 'skew':
      return skew(participantOf(cluster, action.node), { by: action.by, drift: action.drift, since: at });
    case 'disk':
      return disk(cluster, participantOf(cluster, action.node), action);
    case 'message':
      return actOnMessage(cluster, action);
    case 'command':
      return command(cluster, participantOf(cluster, action.client), at, action.text);
    case 'add':
      return add(cluster, action);
    case 'remove':
      return remove(cluster, participantOf(cluster, action.node));
    case 'weight':
      participantOf(cluster, action.node).weight = action.weight;
      return tellMembers(cluster);
    case 'rebalance':
      return tellAll(cluster, { kind: 'rebalance' });
    case 'option':
      cluster.options = { ...cluster.options, [action.name]: action.value };
      return tellAll(cluster, { kind: 'option', name: action.name, value: action.value });
    case 'dice':
      return throwDice(cluster, action.salt);
  }
}

function participantOf(cluster: ClusterCore, id: NodeId): Participant {
  const participant = cluster.participants.get(id);
  if (participant === undefined) throw new Error(`there is no node ${id}`);
  return participant;
}

async function restart(cluster: ClusterCore, participant: Participant): Promise<void> {
  if (participant.status === 'down') await cluster.startParticipant(participant);
}

/** An empty disk is what a new machine has, in a device that works; a running node loses its power first. */
async function wipe(cluster: ClusterCore, participant: Participant): Promise<void> {
  await cluster.stop(participant, cluster.position, 'power');
  participant.disk.wipe();
  participant.device = SOUND_DEVICE;
}

function freeze(participant: Participant, { at, do: verb }: { at: number; do: 'freeze' | 'thaw' }): void {
  if (!participant.isRunning) return;
  participant.status = verb === 'freeze' ? 'frozen' : 'up';
  participant.act({ at, do: verb });
}

function link(cluster: ClusterCore, action: LinkAction): void {
  if (action.clear) {
    cluster.network.clearRules(action.from, action.to, action.both);
    return;
  }
  const { at: _at, do: _do, both, clear: _clear, ...rule } = action;
  cluster.network.setRule(rule, both);
}

/** A wrong clock stays wrong through a restart, so the cluster remembers it. */
function skew(participant: Participant, wrong: Participant['skew']): void {
  participant.skew = wrong;
  participant.act({ at: wrong.since, do: 'skew', by: wrong.by, drift: wrong.drift });
}

function disk(cluster: ClusterCore, participant: Participant, action: DiskAction): void {
  const { at, act, times = 1 } = action;
  const chance = derive(cluster.chance, 'disk fault', participant.id, at, cluster.applied);
  switch (act) {
    case 'torn': {
      const cut = participant.disk.tear(chance);
      if (cut) participant.act({ at, do: 'cut', ...cut });
      return;
    }
    case 'corrupt':
      for (let strike = 0; strike < times; strike += 1) {
        const flip = participant.disk.corrupt(chance, strike);
        if (flip?.isVisible)
          participant.act({ at, do: 'flip', name: flip.name, offset: flip.offset, mask: flip.mask });
      }
      return;
    default:
      // Without a number every sync fails until the disk is ok again.
      return device(participant, at, act, action.times ?? (act === 'fail' ? NEVER : 1));
  }
}

/** A device keeps its faults through the death of its node, so the cluster remembers them. */
function device(
  participant: Participant,
  at: number,
  act: 'full' | 'slow' | 'fail' | 'ok',
  times: number,
): void {
  const before = participant.device;
  participant.device =
    act === 'ok'
      ? SOUND_DEVICE
      : {
          full: before.full || act === 'full',
          failures: act === 'fail' ? times : before.failures,
          times: act === 'slow' ? times : before.times,
        };
  participant.act({ at, do: 'disk', act, times });
}

/** Mostly for the client to ask of nodes; but a line may be an act on the cluster, and is done here and now. */
async function command(cluster: ClusterCore, client: Participant, at: number, text: string): Promise<void> {
  client.commands += 1;
  const operation = `${client.id}.${client.commands}`;
  const typed = typedAct(cluster, text) ?? (await actAtPrompt(cluster, client, text));
  const { acts = [], ...done } = (typed ?? {}) as TypedLine;
  for (const act of acts) await applyAction(cluster, { ...(act as unknown as Action), at });
  client.act(tell(at, { kind: 'command', operation, text, ...(typed && { done }) }, operation));
}

async function add(cluster: ClusterCore, action: AddAction): Promise<void> {
  const { node: id, name, weight, role = 'node' } = action;
  const participant = new Participant({ id, name, weight, role }, false);
  cluster.admit(participant);
  await cluster.startParticipant(participant);
  tellMembers(cluster);
}

/** A node that has something to hand over is asked to go, and goes by itself; all others end at once. */
async function remove(cluster: ClusterCore, participant: Participant): Promise<void> {
  if (participant.isRunning && cluster.system.leaves?.(participant.role) === true) {
    participant.isLeaving = true;
    tellMembers(cluster);
    return;
  }
  await cluster.stop(participant, cluster.position, 'process');
  participant.status = 'removed';
  tellMembers(cluster);
}

function tellMembers(cluster: ClusterCore): void {
  cluster.forgetMembers();
  tellAll(cluster, { kind: 'members', members: cluster.members });
}

function tellAll(cluster: ClusterCore, message: OperatorMessage): void {
  for (const participant of cluster.everybody) participant.act(tell(cluster.position, message, OPERATOR));
}

function tell(at: number, message: OperatorMessage, root: string): NodeAct {
  return { at, do: 'tell', message: message as unknown as Data, root };
}

function throwDice(cluster: ClusterCore, salt: number): void {
  cluster.salts.push(salt);
  cluster.chance = seedChain(cluster.scenario.seed, cluster.salts);
  cluster.network.reroll(cluster.networkChance);
  for (const participant of cluster.everybody) {
    const chance = derive(cluster.chance, 'node', participant.id, participant.incarnation);
    participant.act({ at: cluster.position, do: 'dice', chance });
  }
}
