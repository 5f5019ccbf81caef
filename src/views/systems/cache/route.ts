/** The way of an operation of the cache: who acted, which copies had it when the answer left, and how old what was read is. */
import type { HistoryEvent, MessageRecord } from '../../../cluster/recorder.ts';
import type { NodeId } from '../../../kernel/contract.ts';
import type { Message } from '../../../systems/cache/messages.ts';
import type { CacheOptions } from '../../../systems/cache/options.ts';
import type { Answer, Request } from '../../../systems/cache/requests.ts';
import { plainRoute, type Route, type Traces, type Trail } from '../route.ts';
import { isNewer } from '../../../kernel/stamps.ts';

/** What is sent to copies, and what each of it is answered with. */
const ANSWERS: Readonly<Record<string, string>> = {
  copy: 'copied',
  'quorum write': 'quorum kept',
  'quorum read': 'quorum answer',
};

type Stamp = readonly [epoch: number, count: number];

export function cacheRoute(trail: Trail, { events, inside }: Traces): Route {
  const plain = plainRoute(trail);
  const { settled, invoked } = trail;
  const request = invoked.body as unknown as Partial<Request>;
  // Who was asked in a round said something each.
  if (request.round !== undefined) return { ...plain, by: [], before: [], from: [...new Set(plain.asked)] };
  const answer = (settled?.outcome.value ?? null) as unknown as Partial<Answer> | null;
  const last = repliesOf(trail).findLast(({ from }) => from === (answer?.node ?? from));
  const actor = last?.from ?? null;
  const options = (inside?.options ?? null) as unknown as CacheOptions | null;
  const copies = actor === null ? NO_COPIES : copiesOf(trail, actor, last?.cause ?? 0);
  const isTogether = actor !== null && copies.asked.length < (options?.replicas ?? Infinity);
  const version = answer?.version;
  const moved = redirectors(trail);
  return {
    ...plain,
    by: [...new Set([...plain.by, ...moved])].filter((node) => node !== actor),
    before: plain.before.filter((node) => node !== actor && !moved.includes(node)),
    from: actor === null ? plain.from : [...(isTogether ? [actor] : []), ...copies.answered],
    pending: copies.pending,
    refused: copies.refused,
    version: version === undefined || version === 0 ? null : version,
    needed: neededOf(copies, options),
    old: oldOf(request, answer, last, settled?.at ?? 0, events),
    isStale: answer?.isStale === true,
    repaired: answer?.isRepaired === true ? (plain.asked[0] ?? null) : null,
    parts: answer?.parts ?? null,
    isRemembered: trail.notes.includes('remembered'),
  };
}

function repliesOf({ sent }: Trail): readonly MessageRecord[] {
  return sent.filter(({ kind }) => kind === 'reply');
}

/** Those who said that somebody else is to be asked. */
function redirectors(trail: Trail): readonly NodeId[] {
  return repliesOf(trail).flatMap(({ from, body }) => {
    const { outcome } = (body ?? {}) as unknown as Partial<Extract<Message, { kind: 'reply' }>>;
    const { reply } = (outcome?.value ?? {}) as { readonly reply?: { readonly error?: string } | null };
    return typeof reply?.error === 'string' && reply.error.startsWith('MOVED ') ? [from] : [];
  });
}

interface Copies {
  readonly kind: string;
  readonly asked: readonly NodeId[];
  readonly answered: readonly NodeId[];
  readonly refused: readonly NodeId[];
  readonly pending: readonly NodeId[];
}

const NO_COPIES: Copies = { kind: '', asked: [], answered: [], refused: [], pending: [] };

/** Which copies its actor asked, and which of them it had heard from when its answer left. */
function copiesOf({ sent, meanwhile }: Trail, actor: NodeId, answeredBy: number): Copies {
  const towards = sent.filter(({ from, kind }) => from === actor && kind in ANSWERS);
  const asked = [...new Set(towards.map(({ to }) => to))];
  const kind = towards.at(-1)?.kind ?? '';
  const heard = new Set(
    meanwhile.flatMap((event) => {
      const isHere = event.what === 'handled' && event.by === 'arrival' && event.node === actor;
      return isHere && event.number <= answeredBy ? [`${event.from} ${event.sent}`] : [];
    }),
  );
  const answers = meanwhile.flatMap((event) => {
    if (event.what !== 'sent' || !heard.has(`${event.message.from} ${event.message.number}`)) return [];
    return towards.some((each) => isAnswer(event.message, each)) ? [event.message] : [];
  });
  const isRefusal = ({ body }: MessageRecord): boolean =>
    (((body ?? {}) as { readonly refused?: string | null }).refused ?? null) !== null;
  const refused = [...new Set(answers.filter(isRefusal).map(({ from }) => from))];
  const answered = [...new Set(answers.map(({ from }) => from))].filter((node) => !refused.includes(node));
  const pending = asked.filter((node) => !answered.includes(node) && !refused.includes(node));
  return { kind, asked, answered, refused, pending };
}

/** A copy says up to where it has followed; whoever was asked by a quorum says by which errand. */
function isAnswer(answer: MessageRecord, asked: MessageRecord): boolean {
  if (answer.from !== asked.to || answer.kind !== ANSWERS[asked.kind]) return false;
  const [said, wanted] = [answer.body, asked.body].map(
    (body) => (body ?? {}) as Readonly<Record<string, number | undefined>>,
  );
  if (asked.kind !== 'copy')
    return said?.['errand'] === wanted?.['errand'] && said?.['incarnation'] === wanted?.['incarnation'];
  return (
    said?.['stream'] === wanted?.['stream'] &&
    (said?.['sequence'] ?? -1) >= (wanted?.['sequence'] ?? Infinity)
  );
}

function neededOf({ kind, asked }: Copies, options: CacheOptions | null): Route['needed'] {
  if (options === null || asked.length === 0) return null;
  const all = Math.max(options.replicas, asked.length);
  return { count: kind === 'quorum read' ? options.read : Math.min(options.write, all), all };
}

/** The first write known of that was newer than what was answered, when the answer left: since then it was old. */
function oldOf(
  { command }: Partial<Request>,
  answer: Partial<Answer> | null,
  reply: MessageRecord | undefined,
  heardAt: number,
  events: readonly HistoryEvent[],
): Route['old'] {
  const key = command?.[1];
  if (key === undefined || reply === undefined || answer?.version === undefined) return null;
  const told: Stamp = [answer.epoch ?? 0, answer.version];
  for (const event of events) {
    if (event.at >= reply.sent) return null;
    if (event.what !== 'sent') continue;
    const stamp = stampsIn(event.message, key).find((one) => isNewer(one, told));
    if (stamp !== undefined) return { version: stamp[1], age: heardAt - event.at };
  }
  return null;
}

function stampsIn({ kind, body }: MessageRecord, key: string): readonly Stamp[] {
  if (kind === 'copy') {
    const { steps = [] } = (body ?? {}) as unknown as Partial<Extract<Message, { kind: 'copy' }>>;
    return steps.filter((step) => step.key === key).map(({ stamp }) => [stamp.epoch, stamp.count]);
  }
  if (kind === 'quorum write') {
    const { parcels = [] } = (body ?? {}) as unknown as Partial<Extract<Message, { kind: 'quorum write' }>>;
    return parcels
      .filter(({ item }) => item.key === key)
      .map(({ item }) => [item.stamp.epoch, item.stamp.count]);
  }
  return [];
}
