/** A tree that is read a page at a time: what is closed is not there, and of what is open only so much as somebody asked for. */
export interface TreeRow {
  readonly name: string;
  readonly kind: string;
  /** How many fields it has. */
  readonly size: number;
  readonly text: string;
}

export interface TreePage {
  readonly size: number;
  readonly rows: readonly TreeRow[];
}

export type TreeSource = (path: readonly string[], offset: number, limit: number) => Promise<TreePage>;

export type TreeLine =
  | {
      readonly is: 'row';
      readonly id: string;
      readonly path: readonly string[];
      readonly row: TreeRow;
      readonly isOpen: boolean;
      readonly place: number;
      readonly of: number;
    }
  /** The rest of a long list. */
  | {
      readonly is: 'more';
      readonly id: string;
      readonly path: readonly string[];
      readonly shown: number;
      readonly of: number;
    };

export const PAGE = 40;

/** By path, as JSON. */
type Opened = Readonly<Record<string, TreePage>>;

const idOf = (path: readonly string[]): string => JSON.stringify(path);

export class Tree {
  /** What is open, by path: its fields as far as they were asked for. */
  #open = $state.raw<Opened>({});
  /** The line that the keyboard is on. */
  active = $state('');
  readonly lines = $derived.by(() => [...linesIn(this.#open, [])]);
  readonly #source: TreeSource;
  #generation = 0;

  constructor(source: TreeSource) {
    this.#source = source;
  }

  async begin(): Promise<void> {
    await this.#read([], PAGE);
  }

  /** What is open is read again, no more of it and no less. */
  async refresh(): Promise<void> {
    const generation = (this.#generation += 1);
    const fresh = await Promise.all(
      Object.entries(this.#open).map(async ([id, { rows }]): Promise<[string, TreePage]> => {
        const path = JSON.parse(id) as string[];
        return [id, await this.#source(path, 0, Math.max(PAGE, rows.length))];
      }),
    );
    // Whoever opened or closed something meanwhile is right.
    if (generation === this.#generation) this.#open = Object.fromEntries(fresh);
  }

  async toggle(line: TreeLine): Promise<void> {
    if (line.is === 'more') return this.more(line.path);
    if (line.isOpen) this.#close(line.path);
    else if (line.row.size > 0) await this.#read(line.path, PAGE);
  }

  async more(path: readonly string[]): Promise<void> {
    const known = this.#open[idOf(path)];
    if (known === undefined) return;
    const next = await this.#source(path, known.rows.length, PAGE);
    this.#set(path, { size: next.size, rows: [...known.rows, ...next.rows] });
  }

  /** Answers true when the key meant something. */
  press(key: string): boolean {
    const { lines } = this;
    const index = Math.max(
      0,
      lines.findIndex(({ id }) => id === this.active),
    );
    const line = lines[index];
    if (line === undefined) return false;
    const target = targetOf(key, lines, index);
    if (target !== undefined) this.active = target.id;
    else if (key === 'ArrowRight' || key === 'ArrowLeft' || key === 'Enter' || key === ' ')
      this.#turn(key, line);
    else return false;
    return true;
  }

  #turn(key: string, line: TreeLine): void {
    const isOpen = line.is === 'row' && line.isOpen;
    if (key === 'ArrowRight' && isOpen) {
      const inside = this.lines.find(({ path, is }) => is === 'row' && isIn(path, line.path));
      if (inside !== undefined) this.active = inside.id;
    } else if (key === 'ArrowLeft' && !isOpen) {
      const above = line.is === 'more' ? line.path : line.path.slice(0, -1);
      if (above.length > 0) this.active = idOf(above);
    } else void this.toggle(line);
  }

  async #read(path: readonly string[], limit: number): Promise<void> {
    this.#set(path, await this.#source(path, 0, limit));
  }

  #set(path: readonly string[], page: TreePage): void {
    this.#generation += 1;
    this.#open = { ...this.#open, [idOf(path)]: page };
    if (this.active === '') this.active = this.lines[0]?.id ?? '';
  }

  #close(path: readonly string[]): void {
    this.#generation += 1;
    const kept = Object.entries(this.#open).filter(([id]) => {
      const open = JSON.parse(id) as string[];
      return id !== idOf(path) && !isIn(open, path);
    });
    this.#open = Object.fromEntries(kept);
  }
}

function isIn(path: readonly string[], parent: readonly string[]): boolean {
  return path.length > parent.length && parent.every((step, index) => path[index] === step);
}

function targetOf(key: string, lines: readonly TreeLine[], index: number): TreeLine | undefined {
  switch (key) {
    case 'ArrowDown':
      return lines[Math.min(lines.length - 1, index + 1)];
    case 'ArrowUp':
      return lines[Math.max(0, index - 1)];
    case 'Home':
      return lines[0];
    case 'End':
      return lines.at(-1);
    default:
      return undefined;
  }
}

function* linesIn(open: Opened, path: readonly string[]): Generator<TreeLine> {
  const page = open[idOf(path)];
  if (page === undefined) return;
  const { rows, size } = page;
  for (const [index, row] of rows.entries()) {
    const own = [...path, row.name];
    const id = idOf(own);
    const isOpen = open[id] !== undefined;
    yield { is: 'row', id, path: own, row, isOpen, place: index + 1, of: size };
    if (isOpen) yield* linesIn(open, own);
  }
  if (rows.length < size) yield { is: 'more', id: `${idOf(path)} more`, path, shown: rows.length, of: size };
}
