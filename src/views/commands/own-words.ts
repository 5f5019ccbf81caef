/** The page's own words at the console: looking, and time. What acts on the cluster stands in `cluster.ts`. */
import { findMember } from '../../terminal/address.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { momentText } from '../numbers.ts';
import { paceText } from '../time/paces.ts';
import type { StageView } from '../stage.svelte.ts';
import { asksShow } from '../systems/index.ts';
import { words } from '../words/index.ts';
import { presentIn } from './cluster.ts';
import type { PageCommand } from './page.ts';
import type { PageReply } from './reply.ts';
import { setUp } from './set-up.ts';

type Run = PageCommand['run'];

export const ownWords: Readonly<Record<string, Run>> = {
  SHOW: show,
  PLAY: (view) => then(view.play(), () => words.help.playing),
  PAUSE: (view) => then(view.pause(), () => words.help.paused),
  NEXT: (view) => then(view.next(), () => words.help.now(momentText(view.frame.at))),
  UNDO: (view) => undo(view),
  STEP: (view) => then(view.step(), () => words.help.stepped),
  BACK: (view) => then(view.back(), () => words.help.stepped),
  SEEK: seek,
  SPEED: speed,
  'SETUP-CLUSTER': (view, _stage, args) => setUp(view, args),
  HELP: (_view, stage) => {
    stage.hands.isHelpOpen = true;
    return { ok: true, text: words.help.opened };
  },
};

async function then(done: Promise<unknown>, text: () => string): Promise<PageReply> {
  await done;
  return { ok: true, text: text() };
}

async function undo(view: LabView): Promise<PageReply> {
  if (view.frame.undoable === null) return { ok: false, text: words.help.nothingToUndo };
  const answer = await view.undo();
  return answer.ok ? { ok: true, text: words.help.stepped } : { ok: false, text: answer.says.join(' ') };
}

/** Selects what is named. Where the nodes have an answer to the word too, they are asked as well: the line is handed on. */
function show(view: LabView, stage: StageView, args: readonly string[]): PageReply | null {
  const { system } = view.frame;
  const [typed = ''] = args;
  if (args.length !== 1) return asksShow(system) ? null : { ok: false, text: words.help.typeShow };
  const node = findMember(presentIn(view), typed);
  if (node.ok) {
    view.selection = { kind: 'node', id: node.id };
    const picture = stage.nodes.find(({ id }) => id === node.id);
    if (asksShow(system) && picture?.status === 'up') return null;
    const status = words.status[picture?.status ?? 'removed'];
    return { ok: true, text: words.hands.shown(view.nameOf(node.id), status) };
  }
  if (!stage.beads.some(({ bead }) => bead.key === typed) && (stage.scene?.sectors ?? null) === null)
    return asksShow(system) ? null : { ok: false, text: words.hands.nothingCalled(typed) };
  view.selection = { kind: 'key', key: typed };
  return null;
}

function seek(view: LabView, _stage: StageView, [typed = '', ...rest]: readonly string[]): ReturnType<Run> {
  const seconds = /^(\d{1,9}(?:\.\d{1,6})?)s?$/.exec(typed)?.[1];
  if (seconds === undefined || rest.length > 0) return { ok: false, text: words.help.typeSeek };
  const at = Math.round(Number(seconds) * 1_000_000);
  return then(view.seek(at), () => words.help.now(momentText(at)));
}

const SLOWEST = 0.001;
const FASTEST = 1_000;

function speed(view: LabView, _stage: StageView, args: readonly string[]): ReturnType<Run> {
  const typed = args.join(' ').toLowerCase();
  if (typed === 'flat out' || typed === 'flat')
    return then(view.setPace('flat out'), () => words.help.pace(paceText('flat out')));
  const [, number, whole, part] = /^([\d.]{1,9})[x×]?$|^(\d{1,4})\/(\d{1,4})$/.exec(typed) ?? [];
  const pace = number === undefined ? Number(whole) / Number(part) : Number(number);
  if (!(pace >= SLOWEST && pace <= FASTEST)) return { ok: false, text: words.help.typeSpeed };
  return then(view.setPace(pace), () => words.help.pace(paceText(pace)));
}
