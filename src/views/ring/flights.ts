/** Messages on their way at the moment that is shown, as whoever draws the ring draws them. */
import { chord } from '../geometry/ring.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { glyphOf } from '../systems/glyphs.ts';
import type { Crowd, FlightDrawn } from './draw-flights.ts';

export const TAILS_MOST = 150;
export const FLIGHTS_MOST = 400;

interface Parts {
  readonly view: LabView;
  readonly stage: StageView;
  /** Where on its way it is seen, of where it is. */
  shareOf(share: number): number;
}

export function flightsOn({ view, stage, shareOf }: Parts): readonly FlightDrawn[] {
  const { layout, standings: places } = stage;
  const { at } = view.frame;
  const looker = stage.scene?.eyes?.node ?? null;
  return (view.picture?.flights ?? []).flatMap((flight): FlightDrawn[] => {
    const { from: sender, to: receiver, sent, arrives, name, copy } = flight;
    const glyph = glyphOf(view.frame.system, flight.kind);
    if (glyph === 'beat' && !stage.showsBeats) return [];
    // What others have sent a node does not know before it has come.
    if (looker !== null && sender !== looker) return [];
    const from = places.get(sender);
    const to = places.get(receiver);
    if (from === undefined || to === undefined) return [];
    const share = Math.min(1, Math.max(0, (at - sent) / Math.max(1, arrives - sent)));
    const { typed } = view.talk;
    const says = typed?.reply?.name === name ? typed.reply.says : null;
    return [
      {
        ...{ curve: chord(layout, from, to), share: shareOf(share), glyph },
        ...{ fill: fillOf(view, sender), isSecond: copy > 0, says },
      },
    ];
  });
}

export function crowdsOn(view: LabView, { layout, standings: places }: StageView): readonly Crowd[] {
  return (view.picture?.crowds ?? []).flatMap(({ from, to, count }): Crowd[] => {
    const [start, end] = [places.get(from), places.get(to)];
    if (start === undefined || end === undefined) return [];
    return [{ curve: chord(layout, start, end), count, fill: fillOf(view, from) }];
  });
}

function fillOf(view: LabView, id: string): string {
  return view.looks.get(id)?.fill ?? 'var(--ink-2)';
}
