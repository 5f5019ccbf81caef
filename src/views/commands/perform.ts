/** What each act does when a key or the list of commands asks for it: with the node that has the focus or is selected, as if a hand had done it. */
import type { LabView } from '../lab-view.svelte.ts';
import type { Choice } from '../interaction/hands.svelte.ts';
import { tie, untie } from '../interaction/rope.ts';
import type { Point } from '../geometry/ring.ts';
import type { StageView } from '../stage.svelte.ts';
import { PACES, paceText } from '../time/paces.ts';
import { words } from '../words/panels.ts';
import type { ActId } from './acts.ts';
import { act } from './cluster.ts';

export interface Room {
  readonly view: LabView;
  readonly stage: StageView;
  /** Whom it is about; null: nobody in particular. */
  readonly node: string | null;
}

type Perform = (room: Room) => unknown;

/** Where a panel hides nothing of the ring. */
const BESIDE_TOOLS: Point = { x: -30, y: 330 };

export const performs: Partial<Record<ActId, Perform>> = {
  kill: (room) => onNode(room, (node) => stop(room, node)),
  killProgram: (room) => onNode(room, (node) => stop(room, node, 'process')),
  revive: (room) =>
    onNode(room, async (node) => {
      if (statusOf(room, node) === 'down') await room.stage.revive(node);
      else room.view.speech.say(words.hands.alreadyRunning(room.view.nameOf(node)));
    }),
  freeze: (room) => simple(room, 'freeze'),
  thaw: (room) => simple(room, 'thaw'),
  wipe: (room) => simple(room, 'wipe'),
  remove: (room) => simple(room, 'remove'),
  isolate: (room) => simple(room, 'isolate'),
  connect: (room) => simple(room, 'heal'),

  add: ({ stage }) => takeUp(stage, 'node'),
  put: ({ stage }) => takeUp(stage, 'key'),
  rope: ({ view, stage }) => {
    takeUp(stage, 'lasso');
    view.speech.say(words.hands.ropeBegins);
  },
  tie: ({ view, stage }) => tie(view, stage, stage.hands.roped),
  heal: ({ view }) => untie(view),
  link: (room) =>
    onNode(room, (node) => {
      room.stage.hands.choice = null;
      room.stage.hands.link = { node, peer: null, at: BESIDE_TOOLS };
    }),
  read: (room) => readFrom(room),

  play: ({ view }) => view.play(),
  pause: ({ view }) => view.pause(),
  next: ({ view }) => view.next(),
  undo: ({ view }) => undo(view),
  step: ({ view }) => view.step(),
  back: ({ view }) => view.back(),
  earlier: ({ view }) => view.toMark(-1),
  later: ({ view }) => view.toMark(1),
  first: ({ view }) => view.seek(0),
  last: ({ view }) => view.seek(view.frame.head),
  slower: ({ view }) => changePace(view, -1),
  faster: ({ view }) => changePace(view, 1),
  help: ({ stage }) => void (stage.hands.isHelpOpen = true),
};

/** What can be done with a node, as a list: for whoever presses and holds, or asks with the other button. */
export function nodeChoice(room: Room, node: string): Choice {
  const { view, stage } = room;
  const { hands } = words;
  const name = view.nameOf(node);
  const status = statusOf(room, node);
  const isIsolated = view.network.isolated.includes(node);
  const here = { ...room, node };
  const option = (id: keyof typeof hands.acts & ActId, isBad = false) =>
    view.curtain?.hidesAct(id) === true
      ? []
      : [{ label: hands.acts[id], isBad, take: () => performs[id]?.(here) }];
  const stopped = option('revive');
  const running = [
    ...option('kill', true),
    ...option('killProgram', true),
    ...option(status === 'frozen' ? 'thaw' : 'freeze'),
  ];
  return {
    title: hands.nodeActs(name),
    at: pointOf(stage, node),
    options: [
      ...(view.hides('inspector')
        ? []
        : [{ label: hands.acts.show, take: () => void (view.selection = { kind: 'node', id: node }) }]),
      ...(status === 'down' ? stopped : running),
      ...option(isIsolated ? 'connect' : 'isolate'),
      ...(view.hides('link') ? [] : [{ label: hands.acts.links, take: () => performs.link?.(here) }]),
    ],
  };
}

export function pointOf(stage: StageView, node: string): Point {
  return stage.points.get(node) ?? stage.layout.center;
}

async function undo(view: LabView): Promise<void> {
  if (view.frame.undoable === null) view.speech.say(words.help.nothingToUndo);
  else await view.undo();
}

function takeUp(stage: StageView, tool: 'node' | 'key' | 'lasso'): void {
  stage.hasTools = true;
  stage.hands.take(tool);
}

async function stop(room: Room, node: string, how: 'power' | 'process' = 'power'): Promise<void> {
  const { view, stage } = room;
  if (statusOf(room, node) === 'down') {
    view.speech.say(words.hands.alreadyStopped(view.nameOf(node)));
    return;
  }
  stage.hasTools = true;
  await act(view, how === 'power' ? { do: 'kill', node } : { do: 'kill', node, how });
}

function simple(room: Room, verb: string): Promise<void> {
  return onNode(room, async (node) => {
    room.stage.hasTools = true;
    await act(room.view, { do: verb, node });
  });
}

async function onNode({ view, node }: Room, take: (node: string) => unknown): Promise<void> {
  if (node === null) view.speech.say(words.hands.needsNode);
  else await take(node);
}

function statusOf({ stage }: Room, node: string): string {
  return stage.nodes.find(({ id }) => id === node)?.status ?? 'removed';
}

/** Whoever answers says what it has: one node may be behind another. */
function readFrom({ view, stage }: Room): void {
  const key = view.selection?.kind === 'key' ? view.selection.key : null;
  if (key === null) {
    view.speech.say(words.hands.needsKey);
    return;
  }
  const { center } = stage.layout;
  const options = stage.nodes
    .filter(({ status }) => status !== 'down')
    .map(({ id, name }) => ({ label: name, take: () => ask(view, key, id) }));
  stage.hands.choice = { title: words.hands.readFrom(key), at: center, options };
}

async function ask(view: LabView, key: string, node: string): Promise<void> {
  const asked = await view.ask(lineOf(['GET', key], node));
  if ('ok' in asked) view.speech.warn(asked.says.join(' '));
  else
    view.speech.say(
      words.hands.reads(key, view.nameOf(node), asked.text ?? words.console.ended[asked.ended]),
    );
}

/** A line for the prompt, quoted where it must be. */
export function lineOf(parts: readonly string[], to: string | null = null): string {
  const written = parts.map((part) =>
    /^[^ \t\n\r"'@\\][^ \t\n\r]*$/.test(part)
      ? part
      : `"${part
          .replace(/["\\]/g, (one) => `\\${one}`)
          .replace(/\n/g, '\\n')
          .replace(/\r/g, '\\r')
          .replace(/\t/g, '\\t')}"`,
  );
  return [...written, ...(to === null ? [] : [`@${to}`])].join(' ');
}

/** As the segments of the transport go, and beyond them by halves and doubles. */
async function changePace(view: LabView, direction: 1 | -1): Promise<void> {
  const { pace } = view;
  const now = pace === 'flat out' ? FASTEST : pace;
  const usual = PACES.map((one) => Number(one.pace));
  const further = direction === 1 ? Math.min(FASTEST, now * 2) : Math.max(SLOWEST, now / 2);
  const found = direction === 1 ? usual.find((one) => one > now) : usual.findLast((one) => one < now);
  const next = found ?? Number(further.toPrecision(2));
  await view.setPace(next);
  view.speech.say(words.help.pace(paceText(next)));
}

/** What the lab takes. */
const SLOWEST = 0.001;
const FASTEST = 1_000;
