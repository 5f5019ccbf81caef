// Who takes part at the beginning: the nodes that a scenario lists, or counts, or leaves to its system; each with an id, a name of
// its own, a weight and a role.

import { ALPHABET } from './alphabet.ts';
import { idText, quote, show, type Finding, type Keys } from './fault.ts';
import { part } from './parts.ts';
import { node as nodeSchema, nodeCount, NODES_MAX, type ReadNode } from './schema.ts';
import type { NodeSketch, SystemSketch } from './systems.ts';
import type { NodeSpec, Options } from './types.ts';

/** Which words already mean a node: every id and every name, so that the console may take either. */
export class Names {
  readonly #owners = new Map<string, string>();

  claimId(id: string): void {
    this.#owners.set(id, id);
  }

  /** The sentence of a refusal, or nothing and the name is taken from now on. */
  claim(name: string, id: string): string | undefined {
    const owner = this.#owners.get(name);
    if (owner !== undefined && owner !== id) {
      return owner === name
        ? `${idText(name)} is the id of another node`
        : `the name ${idText(name)} is already taken by ${owner}`;
    }
    this.#owners.set(name, id);
    return undefined;
  }

  /** The same, but that another one may be called so. */
  share(name: string, id: string): string | undefined {
    return this.#owners.get(name) === name ? this.claim(name, id) : void this.#owners.set(name, id);
  }

  /** The first of `wished` that is free, else the id, which is unique anyway. */
  claimFirst(wished: readonly (string | undefined)[], id: string): string {
    for (const name of wished) {
      if (name !== undefined && this.claim(name, id) === undefined) return name;
    }
    return id;
  }
}

export interface ReadNodes {
  /** Absent when nothing can be said of who takes part. */
  readonly nodes: readonly NodeSpec[] | undefined;
  /** Ids that were written but whose node is faulty: naming them elsewhere is no second fault. */
  readonly doubtful: ReadonlySet<string>;
}

export function readNodes(
  raw: unknown,
  sketch: SystemSketch | undefined,
  options: Options,
  findings: Finding[],
): ReadNodes {
  const nothing: ReadNodes = { nodes: undefined, doubtful: new Set() };
  if (Array.isArray(raw)) return readList(raw, sketch, options, findings);
  if (raw === undefined) {
    return sketch === undefined ? nothing : { nodes: named([], usual(sketch, options)), doubtful: new Set() };
  }
  if (typeof raw !== 'number') {
    findings.push({ keys: ['nodes'], says: `${show(raw)} is neither a list of nodes nor a number of them` });
    return nothing;
  }
  const count = part(nodeCount, raw, ['nodes'], findings);
  if (count === undefined || sketch === undefined) return nothing;
  if (!isNumbered(sketch)) {
    findings.push({
      keys: ['nodes'],
      says: `the nodes of ${sketch.id} are not numbered: list them (${sketch.nodes.map(({ id }) => id).join(', ')})`,
    });
    return nothing;
  }
  const plain = sketch.nodes.filter((one) => one.when === undefined);
  const counted = Array.from(
    { length: count },
    (_, index): NodeSketch => plain[index] ?? { id: `n${index + 1}` },
  );
  return {
    nodes: named([], withRoles([...counted, ...conditional(sketch, options)], sketch)),
    doubtful: new Set(),
  };
}

const applies = (one: NodeSketch, options: Options): boolean =>
  one.when === undefined || options[one.when.option] === one.when.is;

const usual = (sketch: SystemSketch, options: Options): NodeSketch[] =>
  sketch.nodes.filter((one) => applies(one, options));

const conditional = (sketch: SystemSketch, options: Options): NodeSketch[] =>
  sketch.nodes.filter((one) => one.when !== undefined && applies(one, options));

// Only where the usual nodes are n1, n2, … does a bare number say which nodes are meant.
const isNumbered = (sketch: SystemSketch): boolean =>
  sketch.nodes.filter((one) => one.when === undefined).every((one, index) => one.id === `n${index + 1}`);

/** The role of a node that is given none: that of the system's own node of this id, else of its first. */
export function roleOf(id: string, sketch: SystemSketch): string | undefined {
  return (sketch.nodes.find((one) => one.id === id) ?? sketch.nodes[0])?.role;
}

function withRoles(nodes: readonly NodeSketch[], sketch: SystemSketch): NodeSketch[] {
  return nodes.map((one) => {
    const role = one.role ?? roleOf(one.id, sketch);
    return role === undefined ? one : { ...one, role };
  });
}

export function refusalOfRole(role: string, sketch: SystemSketch): string | undefined {
  if (sketch.roles === undefined) return `the nodes of ${sketch.id} have no roles`;
  return sketch.roles.includes(role)
    ? undefined
    : `there is no role ${quote(role)} (${sketch.roles.join(', ')})`;
}

function readList(
  raw: readonly unknown[],
  sketch: SystemSketch | undefined,
  options: Options,
  findings: Finding[],
): ReadNodes {
  const doubtful = new Set<string>();
  if (raw.length === 0) findings.push({ keys: ['nodes'], says: 'there must be at least one node' });
  if (raw.length > NODES_MAX)
    findings.push({ keys: ['nodes'], says: `${raw.length} nodes are more than ${NODES_MAX}` });
  const listed = new Map<string, { node: ReadNode; keys: Keys }>();
  raw.slice(0, NODES_MAX).forEach((one, index) => {
    const keys = ['nodes', index];
    const node = part(nodeSchema, one, keys, findings);
    if (node === undefined) {
      const id: unknown = (one as { id?: unknown } | null)?.id;
      if (typeof id === 'string') doubtful.add(id);
    } else if (listed.has(node.id))
      findings.push({ keys: [...keys, 'id'], says: `there is already a node ${node.id}` });
    else listed.set(node.id, { node, keys });
  });

  // Names as they were written first: what the alphabet would give must yield to them wherever they stand.
  const names = new Names();
  for (const id of listed.keys()) names.claimId(id);
  for (const { node, keys } of listed.values()) {
    const says = node.name === undefined ? undefined : names.claim(node.name, node.id);
    if (says !== undefined) findings.push({ keys: [...keys, 'name'], says });
    const role =
      node.role === undefined || sketch === undefined ? undefined : refusalOfRole(node.role, sketch);
    if (role !== undefined) findings.push({ keys: [...keys, 'role'], says: role });
  }
  const explicit = [...listed.values()].map(({ node }): NodeSketch => node);
  if (sketch === undefined) return { nodes: named([], explicit), doubtful };
  const missing = conditional(sketch, options).filter((one) => !listed.has(one.id));
  return { nodes: named(sketch.nodes, withRoles([...explicit, ...missing], sketch)), doubtful };
}

/** Fills in names and weights. `known` are the system's own nodes, whose names a listed node of the same id inherits. */
function named(known: readonly NodeSketch[], sketches: readonly NodeSketch[]): NodeSpec[] {
  const names = new Names();
  for (const { id } of sketches) names.claimId(id);
  // All given names before any from the alphabet; where two are equal the later node goes on without.
  const given = new Map(
    sketches.flatMap(({ id, name }) =>
      name !== undefined && names.claim(name, id) === undefined ? [[id, name] as const] : [],
    ),
  );
  return sketches.map(({ id, weight, role }, position) => {
    const own = known.find((one) => one.id === id)?.name;
    const name = given.get(id) ?? names.claimFirst([own, ALPHABET[position]], id);
    const spec = { id, name, weight: weight ?? 1 };
    return role === undefined ? spec : { ...spec, role };
  });
}
