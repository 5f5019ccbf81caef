/** Commands that name no key: they are about the node that is asked, and go through the engine where the cluster changes nothing of them. */
import { commandNamed } from '../../store/commands/index.ts';
import { isWord, lowerCase } from '../../store/bytes.ts';
import { failure, isFailure, OK, type Reply } from '../../store/reply.ts';
import { answer, send, type Call } from './call.ts';
import { leads, run, type Done } from './data.ts';
import { forgetLost, toldOf } from './forced.ts';
import { healthText } from './health.ts';
import { hold } from './held.ts';
import { dataOf, dropKey } from './keeping.ts';
import { forgetMark, markOf } from './ledger.ts';
import { metricsText } from './metrics.ts';
import { UNAVAILABLE } from './quorum/unavailable.ts';
import type { Request } from './requests.ts';
import { factsOfKey, factsOfNode, membersText, refusalToShow } from './showing.ts';
import { noteWrite } from './sessions.ts';
import type { CacheSelf, NodeState, Wrote } from './state.ts';
import { actingAmong, ownersOf, shardOf } from './view.ts';

/** They speak of what a primary did. */
const OF_PRIMARIES: ReadonlySet<string> = new Set(['wait', 'flushall', 'flushdb']);
const SELECT_REFUSED = failure('ERR SELECT is not allowed in cluster mode');

export function runKeyless(self: CacheSelf, state: NodeState, call: Call): void {
  const { args, session } = call;
  const name = commandNamed(args)?.name ?? lowerCase(args[0] ?? '');
  if (name === 'select' && args[1] !== '0') answer(self, state, call, SELECT_REFUSED);
  else if (state.options.mode === 'quorum' && OF_PRIMARIES.has(name)) answer(self, state, call, UNAVAILABLE);
  else if (name === 'wait') wait(self, state, call);
  else if (name === 'flushall' || name === 'flushdb') flush(self, state, call);
  else if (name === 'metrics' && args.length === 1) answer(self, state, call, metricsText(self.id, state));
  else if (name === 'health' && args.length === 1) answer(self, state, call, healthText(state));
  else if (name === 'forget' && args.length === 2) forget(self, state, call);
  else if (name === 'cluster' && isWord(args[1], 'forget-lost')) goOn(self, state, call);
  else if (name === 'show' || (name === 'cluster' && isWord(args[1], 'nodes'))) look(self, state, call);
  else {
    const done = run(self, state, session, args, false);
    const { own } = call.operation.body as unknown as Request;
    hold(self, state, call, own === true ? { ...done, reply: ownOf(self, state, name, done.reply) } : done);
  }
}

/** For one who asks all nodes: of the keys only those that this one acts for, so that each is counted once. */
function ownOf(self: CacheSelf, state: NodeState, name: string, reply: Reply): Reply {
  if (isFailure(reply)) return reply;
  const isOwn = (key: Reply): boolean => actsFor(self, state, key as string);
  switch (name) {
    case 'dbsize':
      return [...dataOf(state.store).entries.map.keys()].filter(isOwn).length;
    case 'keys':
      return (reply as readonly Reply[]).filter(isOwn);
    case 'scan': {
      const [cursor, keys] = reply as readonly [Reply, readonly Reply[]];
      return [cursor, keys.filter(isOwn)];
    }
    case 'randomkey':
      return reply === null || isOwn(reply) ? reply : anyOwn(self, state);
    default:
      return reply;
  }
}

/** By its view, whether or not it may answer just now: a key is counted even while nobody may change it. */
function actsFor(self: CacheSelf, { view, rule }: NodeState, key: string): boolean {
  return view !== null && actingAmong(view, ownersOf(view.placed, rule, key)) === self.id;
}

function anyOwn(self: CacheSelf, state: NodeState): Reply {
  const keys = [...dataOf(state.store).entries.map.keys()].filter((key) => actsFor(self, state, key));
  return keys[Math.floor(self.random() * keys.length)] ?? null;
}

/** Every key that this node acts for is deleted, one by one, so that copies learn of it. */
function flush(self: CacheSelf, state: NodeState, call: Call): void {
  const { session } = call;
  let done: Done = run(self, state, session, ['DBSIZE'], false);
  if (isFailure(done.reply)) return answer(self, state, call, done.reply);
  const keys = [...dataOf(state.store).entries.map.keys()].filter((key) => leads(self, state, key));
  for (const key of keys) {
    done = run(self, state, session, ['DEL', key], true);
    if (state.view !== null && done.sequence > 0)
      noteWrite(state, call.operation.session, shardOf(state.view, state.rule, key), done.sequence);
  }
  hold(self, state, call, { ...done, reply: OK });
}

const MICROS_A_MILLI = 1_000;
const NOTHING_WRITTEN: Wrote = { sequence: 0, shards: new Set() };

/**
 * How many copies have all that was written **here in this session**, as Redis counts what a connection has written. Who has written nothing
 * hears how many copies there could be.
 */
function wait(self: CacheSelf, state: NodeState, call: Call): void {
  const { args, session, operation } = call;
  // The engine checks the arguments; alone, it would answer that nobody copies from it.
  const done = run(self, state, session, args, false);
  if (isFailure(done.reply)) return answer(self, state, call, done.reply);
  const timeout = Number(args[2]) * MICROS_A_MILLI;
  const countsAt = timeout === 0 ? Number.MAX_SAFE_INTEGER : self.now + timeout;
  if (timeout > 0) self.after(timeout, { kind: 'wait over', operation: operation.id });
  const { sequence, shards } = state.wrote.get(operation.session) ?? NOTHING_WRITTEN;
  const among = shards.size === 0 ? [[...state.peers.keys()]] : [...shards].map((shard) => shard.split('>'));
  hold(self, state, call, done, { sequence, needed: Number(args[1]), countsAt, among });
}

function look(self: CacheSelf, state: NodeState, call: Call): void {
  const { args, operation } = call;
  const refusal = refusalToShow(call);
  if (refusal !== null) return answer(self, state, call, refusal);
  const [name, key] = args;
  const about = key === undefined ? factsOfNode(self, state) : factsOfKey(self, state, key);
  const reply = isWord(name, 'show') ? about : membersText(state);
  send(self, state, operation, 'ok', { reply, node: self.id });
}

function goOn(self: CacheSelf, state: NodeState, call: Call): void {
  const refusal = refusalToShow(call);
  if (refusal !== null) return answer(self, state, call, refusal);
  const going = forgetLost(self, state);
  answer(self, state, call, going.ok ? { status: toldOf(going) } : failure(`ERR Not now: ${going.says}`));
}

/** For the inspector: as if this node had never heard of the key. The others have. */
function forget(self: CacheSelf, state: NodeState, call: Call): void {
  const refusal = refusalToShow(call);
  if (refusal !== null) return answer(self, state, call, refusal);
  const { view, ledger, rule } = state;
  const key = call.args[1] as string;
  const isKnown = markOf(ledger, key) !== undefined && view !== null;
  if (isKnown) {
    dropKey(state, key);
    forgetMark(ledger, shardOf(view, rule, key), key);
    self.note('forgot', { key });
  }
  answer(self, state, call, isKnown ? 1 : 0);
}
