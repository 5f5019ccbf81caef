// The schema of each action: its fields, nothing about whether the nodes it names exist (`check.ts`). The table is keyed by a Map,
// so that an action called `constructor` is merely unknown.

import * as v from 'valibot';
import { DURATION_MAX } from './durations.ts';
import { show } from './fault.ts';
import { COMMAND_TEXT_MAX } from './limits.ts';
import { linkEntries, messageKind, saysSomething } from './network.ts';
import {
  addedName,
  decimal,
  exact,
  flag,
  integer,
  isRecord,
  list,
  maybe,
  newNodeId,
  participant,
  refuse,
  signedTime,
  text,
  time,
  timeBetween,
} from './parts.ts';
import type {
  Action,
  MessageAction,
  LinkAction,
  LinkSetAction,
  DiskAction,
  OptionAction,
  AddAction,
  Verb,
} from './types.ts';

export const WEIGHT_MAX = 1000;
export const FACTOR_MAX = 10_000;

const PARTICIPANTS_MAX = 2048;

/** An action before the cluster was asked: an added node may still lack its name, an option's value is as it was written. */
export type ReadAction =
  | Exclude<Action, AddAction | OptionAction>
  | (Omit<AddAction, 'name'> & { readonly name?: string })
  | (Omit<OptionAction, 'value'> & { readonly value: unknown });

type ActionSchema = v.GenericSchema<unknown, ReadAction>;

const verb = <const Name extends Verb>(name: Name) => ({ do: v.literal(name), at: time });
const onNode = <const Name extends Verb>(name: Name) => ({ ...verb(name), node: participant });

const factor = decimal(1, FACTOR_MAX);
export const weight = integer(1, WEIGHT_MAX);
export const role = text(32);

// Nobody stands in two groups, so all groups together are no longer than everybody.
const groupList = list(list(participant, PARTICIPANTS_MAX, 1), PARTICIPANTS_MAX, 1);
const isTooMany = (groups: readonly unknown[]): boolean => {
  const count = groups.reduce((sum: number, group) => sum + (Array.isArray(group) ? group.length : 1), 0);
  return count > PARTICIPANTS_MAX;
};
const tooMany = refuse(
  `these groups name more than ${PARTICIPANTS_MAX} nodes and clients`,
) as unknown as typeof groupList;
const groups: typeof groupList = v.lazy((input) =>
  Array.isArray(input) && isTooMany(input) ? tooMany : groupList,
);

const partition = exact({
  ...verb('partition'),
  groups,
  oneWay: v.exactOptional(flag, false),
});

const linkEnds = { ...verb('link'), from: participant, to: participant, both: v.exactOptional(flag, true) };

const linkSet: v.GenericSchema<unknown, LinkAction> = v.pipe(
  exact({ ...linkEnds, kind: maybe(messageKind), ...linkEntries }),
  saysSomething<LinkSetAction>([...Object.keys(linkEntries), 'clear']),
);

const besideClear = maybe(refuse('"clear" takes every rule off the link and stands alone'));
const linkClear: v.GenericSchema<unknown, LinkAction> = v.pipe(
  exact({
    ...linkEnds,
    clear: v.literal(true),
    kind: besideClear,
    latency: besideClear,
    drop: besideClear,
    duplicate: besideClear,
    reorder: besideClear,
    bandwidth: besideClear,
    block: besideClear,
  }),
  v.transform(({ do: link, at, from, to, both, clear }): LinkAction => ({
    do: link,
    at,
    from,
    to,
    both,
    clear,
  })),
);

const link: v.GenericSchema<unknown, LinkAction> = v.lazy((input) =>
  isRecord(input) && Object.hasOwn(input, 'clear') ? linkClear : linkSet,
);

const messageName = { ...verb('message'), name: text(512) };
const messageDelay: v.GenericSchema<unknown, MessageAction> = exact({
  ...messageName,
  act: v.literal('delay'),
  by: timeBetween(1, DURATION_MAX),
});
const messageOther: v.GenericSchema<unknown, MessageAction> = v.pipe(
  exact({
    ...messageName,
    act: v.picklist(['drop', 'duplicate']),
    by: maybe(refuse('only a delay takes a time')),
  }),
  v.transform(({ do: message, at, name, act }): MessageAction => ({ do: message, at, name, act })),
);
const messageUnknown = exact({
  ...messageName,
  act: v.picklist(['drop', 'delay', 'duplicate']),
  by: maybe(time),
});

const message: v.GenericSchema<unknown, MessageAction> = v.lazy((input) => {
  const act = isRecord(input) ? input.act : undefined;
  if (act === 'delay') return messageDelay;
  return act === 'drop' || act === 'duplicate'
    ? messageOther
    : (messageUnknown as unknown as typeof messageOther);
});

const SLOW_DISK_DEFAULT = 10;
const diskSlow: v.GenericSchema<unknown, DiskAction> = exact({
  ...onNode('disk'),
  act: v.literal('slow'),
  times: v.exactOptional(factor, SLOW_DISK_DEFAULT),
});
const diskStrikes: v.GenericSchema<unknown, DiskAction> = exact({
  ...onNode('disk'),
  act: v.picklist(['full', 'slow', 'torn', 'corrupt', 'fail', 'ok']),
  times: maybe(integer(1, FACTOR_MAX)),
});
const diskState: v.GenericSchema<unknown, DiskAction> = v.pipe(
  exact({
    ...onNode('disk'),
    act: v.picklist(['full', 'ok']),
    times: maybe(refuse('a disk that is full or well is not so a number of times')),
  }),
  v.transform(({ do: disk, at, node, act }): DiskAction => ({ do: disk, at, node, act })),
);

const disk: v.GenericSchema<unknown, DiskAction> = v.lazy((input) => {
  const act = isRecord(input) ? input.act : undefined;
  if (act === 'slow') return diskSlow;
  return act === 'full' || act === 'ok' ? diskState : diskStrikes;
});

const schemas = new Map<unknown, ActionSchema>(
  Object.entries({
    kill: exact({
      ...onNode('kill'),
      how: v.exactOptional(v.picklist(['power', 'process']), 'power'),
      because: maybe(text(200)),
    }),
    restart: exact(onNode('restart')),
    wipe: exact(onNode('wipe')),
    freeze: exact(onNode('freeze')),
    thaw: exact(onNode('thaw')),
    isolate: exact(onNode('isolate')),
    remove: exact(onNode('remove')),
    weight: exact({ ...onNode('weight'), weight }),
    slow: exact({ ...onNode('slow'), times: factor }),
    partition,
    heal: exact({ ...verb('heal'), node: maybe(participant) }),
    link,
    message,
    add: exact({
      ...verb('add'),
      node: newNodeId,
      name: maybe(addedName),
      weight: v.exactOptional(weight, 1),
      role: maybe(role),
    }),
    rebalance: exact(verb('rebalance')),
    skew: exact({ ...onNode('skew'), by: signedTime, drift: v.exactOptional(integer(-100_000, 100_000), 0) }),
    disk,
    command: exact({ ...verb('command'), client: participant, text: text(COMMAND_TEXT_MAX) }),
    option: exact({ ...verb('option'), name: text(64), value: v.unknown() }),
    dice: exact({ ...verb('dice'), salt: integer(0, Number.MAX_SAFE_INTEGER) }),
  } satisfies Record<Verb, ActionSchema>),
);

/** In the order of the design, which is also the order in which a refusal lists them. */
export const VERBS = [...schemas.keys()] as readonly Verb[];

const notAnAction = exact({});
const unknownVerb = v.looseObject({
  do: refuse((issue) => `there is no action ${show(issue.input)} (${VERBS.join(', ')})`),
  at: time,
});

export const action: ActionSchema = v.lazy((input) => {
  if (!isRecord(input)) return notAnAction as unknown as ActionSchema;
  return schemas.get(input.do) ?? (unknownVerb as unknown as ActionSchema);
});
