/** When something was wrong, for whoever looks at numbers over time: read out of the marks of the time line and out of the network's cuts. */
import type { Cut, Mark } from '../../history/marks.ts';
import type { Action } from '../../scenario/types.ts';

export interface Band {
  /** A node was down; the network was cut; something was not as it should be. */
  readonly kind: 'down' | 'cut' | 'ill';
  readonly from: number;
  /** Infinity while it lasts. */
  readonly to: number;
  /** Whom it is about; null where it is about more than one. */
  readonly who: string | null;
}

/** A fault that lasts, by a name of its own, and whether this is its beginning or its end. */
function turned(
  action: Action,
): { readonly name: string; readonly isOn: boolean; readonly who: string | null } | null {
  switch (action.do) {
    case 'freeze':
    case 'thaw':
      return { name: `freeze ${action.node}`, isOn: action.do === 'freeze', who: action.node };
    case 'slow':
      return { name: `slow ${action.node}`, isOn: action.times !== 1, who: action.node };
    case 'disk':
      return { name: `disk ${action.node}`, isOn: action.act !== 'ok', who: action.node };
    case 'link':
      return { name: `link ${action.from} ${action.to}`, isOn: !action.clear, who: null };
    default:
      return null;
  }
}

export function bandsOf(
  marks: readonly (Mark & { readonly isPlanned: boolean })[],
  cuts: readonly Cut[],
  actOf: (text: string) => Action | null,
): readonly Band[] {
  const bands: Band[] = cuts.map(({ from, until }) => ({
    kind: 'cut',
    from,
    to: until ?? Infinity,
    who: null,
  }));
  const open = new Map<string, Band>();
  const begin = (name: string, band: Band): void => {
    if (!open.has(name)) open.set(name, band);
  };
  const end = (name: string, at: number): void => {
    const band = open.get(name);
    open.delete(name);
    if (band !== undefined && at > band.from) bands.push({ ...band, to: at });
  };
  for (const { at, kind, node, action, isPlanned } of marks) {
    if (isPlanned) break;
    if (kind === 'kill' || kind === 'crash' || kind === 'left') {
      begin(`down ${node}`, { kind: 'down', from: at, to: Infinity, who: node });
      // A dead node is not frozen or slow as well.
      for (const ill of [`freeze ${node}`, `slow ${node}`]) end(ill, at);
    } else if (kind === 'start') end(`down ${node}`, at);
    else {
      const act = action?.do === 'command' ? actOf(action.text) : action;
      const turn = act === null ? null : turned(act);
      if (turn?.isOn === true) begin(turn.name, { kind: 'ill', from: at, to: Infinity, who: turn.who });
      else if (turn !== null) end(turn.name, at);
    }
  }
  return [...bands, ...open.values()].sort((left, right) => left.from - right.from);
}
