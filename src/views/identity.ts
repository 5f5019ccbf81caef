/**
 * Who is who at a glance: letter, shape and colour of every node. A node called by the spelling alphabet has its letter's; where two would
 * look the same, the later one takes what is free and shows its id.
 */
export type Shape = 'circle' | 'square' | 'hexagon' | 'diamond';

export interface Identity {
  readonly label: string;
  readonly shape: Shape;
  readonly fill: string;
  readonly ink: string;
}

/** Two nodes that share a shape never have neighbouring colours, so colour is never alone in telling them apart. */
const SHAPES: readonly Shape[] = [
  ...(['circle', 'square', 'hexagon', 'diamond'] as const),
  ...(['hexagon', 'diamond', 'circle', 'square'] as const),
  ...(['diamond', 'hexagon', 'circle', 'square'] as const),
];
const DARK_LETTERS = new Set(['c', 'e', 'l']);
const LABEL_MAX = 3;

export function identities(
  nodes: readonly { readonly id: string; readonly name: string }[],
): Map<string, Identity> {
  const taken = new Set<number>();
  const found = new Map<string, Identity>();
  for (const { id, name } of nodes) {
    const letter = letterOf(name);
    const own = letter !== null && !taken.has(letter);
    const place = own ? letter : firstFree(taken, found.size);
    taken.add(place);
    found.set(id, { label: own ? (name[0] as string) : id.slice(-LABEL_MAX), ...look(place) });
  }
  return found;
}

function letterOf(name: string): number | null {
  const place = name.charCodeAt(0) - 65;
  return place >= 0 && place < 26 ? place : null;
}

function firstFree(taken: ReadonlySet<number>, otherwise: number): number {
  for (let place = 0; place < SHAPES.length; place += 1) if (!taken.has(place)) return place;
  return SHAPES.length + otherwise;
}

function look(place: number): Omit<Identity, 'label'> {
  const shape = SHAPES[place % SHAPES.length] as Shape;
  // Twelve colours can be told apart, more cannot: the thirteenth node is grey and goes by its letter.
  if (place >= SHAPES.length) return { shape, fill: 'var(--ink-2)', ink: 'var(--panel)' };
  const letter = String.fromCharCode(97 + place);
  const ink = DARK_LETTERS.has(letter) ? 'var(--letter-dark)' : 'var(--letter-light)';
  return { shape, fill: `var(--node-${letter})`, ink };
}
