/**
 * Addresses of nodes: `n1` is `localhost:8100` and is called `node0` as well, `n2` is `localhost:8101`. Whoever has an id without a number, having
 * been added under a name, comes behind: at 8200 and the following, in the order of the list.
 */
import type { Member, NodeId } from '../../kernel/contract.ts';
import { findMember } from '../../terminal/address.ts';
import { FIRST_PORT } from './requests.ts';

const FIRST_PORT_OF_NAMES = 8_200;
const HOSTS: readonly string[] = ['localhost', '127.0.0.1'];

export type Addressed =
  { readonly ok: true; readonly id: NodeId } | { readonly ok: false; readonly says: string };

export function nodesAmong(members: readonly Member[]): readonly Member[] {
  return members.filter(({ role }) => role === 'node');
}

export function addressOf(members: readonly Member[], id: NodeId): string {
  return `${HOSTS[0]}:${portOf(members, id)}`;
}

/** `node0` for `n1`; others are called by their id. */
export function hostNameOf(id: NodeId): string {
  const number = numberOf(id);
  return number === null ? id : `node${number - 1}`;
}

/** By address, id, `node0` or the name on the page. */
export function findAddress(members: readonly Member[], typed: string): Addressed {
  const nodes = nodesAmong(members);
  const given = typed.replace(/^https?:\/\//, '').replace(/\/$/, '');
  const colon = given.lastIndexOf(':');
  if (colon >= 0) {
    const host = given.slice(0, colon);
    const found = nodes.find(({ id }) => `${portOf(members, id)}` === given.slice(colon + 1));
    if (found !== undefined && (host === '' || HOSTS.includes(host))) return { ok: true, id: found.id };
    return { ok: false, says: `${typed}: connection refused` };
  }
  const called = nodes.find(({ id }) => hostNameOf(id) === given);
  if (called !== undefined) return { ok: true, id: called.id };
  return findMember(nodes, given);
}

function portOf(members: readonly Member[], id: NodeId): number {
  const number = numberOf(id);
  if (number !== null) return FIRST_PORT + number - 1;
  const named = nodesAmong(members).filter((member) => numberOf(member.id) === null);
  return (
    FIRST_PORT_OF_NAMES +
    Math.max(
      0,
      named.findIndex((member) => member.id === id),
    )
  );
}

/** Of few enough nodes that none of them comes to stand where those with names do. */
function numberOf(id: NodeId): number | null {
  const found = /^n([1-9]\d?)$/.exec(id);
  return found ? Number(found[1]) : null;
}
