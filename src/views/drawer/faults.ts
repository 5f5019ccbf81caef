/** The faults that stand at a moment, each with the act that ends it. */
import type { Data } from '../../kernel/contract.ts';
import type { NetworkPicture, NodePicture } from '../../lab/picture.ts';
import { actionText, sidesText, type Naming } from '../event-words.ts';
import { words } from '../words/panels.ts';
import type { Look } from './looks.svelte.ts';

export interface Fault {
  readonly text: string;
  readonly clear: Readonly<Record<string, Data>>;
}

export interface Standing {
  readonly nodes: readonly Pick<NodePicture, 'id' | 'status'>[];
  readonly network: NetworkPicture;
  readonly looks: ReadonlyMap<string, Pick<Look, 'skew' | 'device' | 'vitals'>>;
}

export function faultsOf({ nodes, network, looks }: Standing, name: Naming): readonly Fault[] {
  const says = words.nodeTable.fault;
  const ofNodes = nodes.flatMap(({ id, status }): (Fault | false)[] => {
    const look = looks.get(id);
    const who = name(id);
    const times = look?.vitals?.times ?? 1;
    const device = look?.device;
    return [
      status === 'down' && { text: says.down(who), clear: { do: 'restart', node: id } },
      status === 'frozen' && { text: says.frozen(who), clear: { do: 'thaw', node: id } },
      times !== 1 && { text: says.slow(who, times), clear: { do: 'slow', node: id, times: 1 } },
      look !== undefined &&
        (look.skew.by !== 0 || look.skew.drift !== 0) && {
          text: says.skew(who),
          clear: { do: 'skew', node: id, by: 0, drift: 0 },
        },
      device !== undefined &&
        (device.full || device.failures > 0 || device.times !== 1) && {
          text: says.disk(who),
          clear: { do: 'disk', node: id, act: 'ok' },
        },
    ];
  });
  const cuts = [
    ...network.partitions.map((partition) => ({
      text: words.isCut(sidesText(partition, name), partition.oneWay),
      clear: { do: 'heal' },
    })),
    ...network.isolated.map((id) => ({ text: says.isolated(name(id)), clear: { do: 'heal', node: id } })),
  ];
  const links = network.rules.map((rule): Fault => {
    const { from, to } = rule;
    const { order: _order, ...set } = rule;
    return {
      text: actionText({ at: 0, do: 'link', both: false, ...set }, name),
      clear: { do: 'link', from, to, both: false, clear: true },
    };
  });
  return [...ofNodes.filter((fault): fault is Fault => fault !== false), ...cuts, ...links];
}
