/**
 * The client of a cache: it knows the ring (routing.ts), or where there is a proxy, it knows that one and sends everything there; but for what
 * a person addresses to one node.
 */
import type { AnyProgram, Data, Member } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { MILLISECOND, SECOND } from '../../kernel/time.ts';
import { clientProgram, type Asking, type ClientManner, type Next } from '../../protocols/client.ts';
import { grammar, readLineOfCache } from './grammar.ts';
import type { Deed } from '../../protocols/workload.ts';
import { optionsOf, type CacheOptions } from './options.ts';
import { askedAgain, brainOf, isRead, patienceOf, ruleOf, type Brain } from './routing.ts';
import { followRound, isRound, nextOfRound } from './rounds.ts';
import type { Request } from './requests.ts';

export const TIMEOUT = 3 * SECOND;

export async function cacheClient(given: Options): Promise<AnyProgram> {
  const options = optionsOf(given);
  return clientProgram(clientManner(options, await brainFor(options)));
}

/** Each mode has its own way to find who answers. Few clusters use the other one, so it comes on demand. */
export async function brainFor(options: CacheOptions): Promise<Brain> {
  if (options.mode !== 'quorum') return brainOf(options);
  return (await import('./quorum/client.ts')).quorumBrain(options);
}

export function clientManner(options: CacheOptions, brain: Brain): ClientManner {
  const rule = ruleOf(options);
  const start: Brain['start'] = (body, members, known, serial) => {
    if (isRound(body))
      return { to: nextOfRound(body, [], brain.viewOf(known, members), rule) ?? 'n1', asks: body };
    const proxy = members.find(({ role }) => role === 'proxy');
    return proxy === undefined ? brain.start(body, members, known, serial) : { to: proxy.id, asks: body };
  };
  return {
    ...brain,
    read: readLineOfCache,
    print: (body, outcome) => grammar.print(body, outcome),
    start,
    aim: (body, members, known) => start(body, members, known, '').to,
    route: (body, members, known) => start(body, members, known, '').to,
    sample: (_key, _reads, _serial, deed) => commandOf(deed),
    isMiss: ({ value }) => (value as { readonly reply?: Data } | null)?.reply === null,
    timeout: TIMEOUT,
    patience: patienceOf(options),
    dress: (asks, known) => brain.dress(withoutRound(asks), known),
    follow(asking, members, known) {
      if (isRound(asking.body) && !asking.isAddressed)
        return followRound(asking, brain.viewOf(known, members), rule);
      return isBehindProxy(asking, members) ? trust(asking, options) : brain.follow(asking, members, known);
    },
  };
}

/** A value begins with its serial, so that it can be told whose it is, and is filled up to its size. */
function commandOf({ what, key: number, serial, bytes, lifetime }: Deed): Data {
  const key = `key:${number}`;
  if (what === 'read') return { command: ['GET', key] };
  if (what === 'delete') return { command: ['DEL', key] };
  const value = bytes === null ? serial : serial.padEnd(bytes, '.');
  const expiry = lifetime === null ? [] : ['PX', `${Math.max(1, Math.floor(lifetime / MILLISECOND))}`];
  return { command: ['SET', key, value, ...expiry] };
}

/** What others said is nothing to nodes. */
function withoutRound(asks: Data): Data {
  const { round: _round, ...request } = asks as unknown as Request;
  return request as unknown as Data;
}

function isBehindProxy({ to }: Asking, members: readonly Member[]): boolean {
  return members.some(({ id, role }) => id === to && role === 'proxy');
}

/** The proxy has followed up everything there was to follow. Only its silence is a reason to ask again. */
function trust(asking: Asking, { retries }: CacheOptions): Next {
  const { outcome, isAddressed } = asking;
  if (outcome !== null) return { do: 'settle', outcome };
  const isSafe = isRead(asking.body as unknown as Request);
  return isAddressed || isSafe || asking.retries >= retries ? { do: 'wait' } : askedAgain(asking);
}
