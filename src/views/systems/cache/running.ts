/**
 * Whose answers an operation of a cache needs. In primary mode whoever acts does a write and waits for W copies, itself among them, and a read is
 * the word of one. In quorum mode whoever was asked coordinates, and counts W or R of the owners.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import { isRead, keyOf } from '../../../systems/cache/routing.ts';
import { ownersOf } from '../../../systems/cache/view.ts';
import type { Exchange } from '../../conversation.ts';
import type { Running } from '../running.ts';
import { mindsOf, viewInForce } from './minds.ts';

export function cacheRunning(asked: Exchange, inside: Inside): Running {
  const minds = mindsOf(inside);
  const view = viewInForce(minds);
  const request = { command: asked.words };
  const key = keyOf(request);
  const isWrite = !isRead(request);
  const owners = key === undefined || view === null ? [] : ownersOf(view.placed, minds.rule, key);
  const { mode, write, read } = minds.options;
  const askedOf = asked.heard.filter(({ kind }) => kind === 'request').map(({ to }) => to);
  const first = asked.by ?? askedOf.findLast((id) => owners.includes(id)) ?? askedOf.at(-1) ?? null;
  if (mode === 'primary' && !isWrite)
    return { slots: wordOf(asked, [...askedOf, ...(first === null ? [] : [first])]), needed: 1, isWrite };
  const answered = answersIn(asked, first, owners, mode === 'quorum');
  const all = [...new Set([...answered, ...owners])];
  return {
    slots: all.map((node) => ({ node, hasAnswered: answered.includes(node) })),
    needed: Math.min(all.length, isWrite ? write : read),
    isWrite,
  };
}

/** The first of the reads that were asked one after the other which brought an answer. */
function wordOf({ ended, by }: Exchange, askedOf: readonly NodeId[]): Running['slots'] {
  return [...new Set(askedOf)].map((node) => ({ node, hasAnswered: ended === 'ok' && node === by }));
}

const PASSED_ON = ['copy', 'quorum write', 'quorum read'];
const ANSWERS = ['copied', 'quorum kept', 'quorum answer'];

/** Whoever was asked has its own copy at once; that of others has come when their word has. */
function answersIn(
  { heard, sent, ended }: Exchange,
  first: NodeId | null,
  owners: readonly NodeId[],
  isQuorum: boolean,
): NodeId[] {
  if (first === null) return [];
  const came = heard.filter(({ to, kind }) => to === first && ANSWERS.includes(kind)).map(({ from }) => from);
  // Having been asked is not having done it: it may have said no.
  const hasPassedOn = sent.some(({ from, kind }) => from === first && PASSED_ON.includes(kind));
  const hasOwn = (ended === 'ok' || hasPassedOn) && (!isQuorum || owners.includes(first));
  return [...new Set([...(hasOwn ? [first] : []), ...came])];
}
