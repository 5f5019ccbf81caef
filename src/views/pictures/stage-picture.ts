/** The stage of this moment as a picture: its canvases drawn again as SVG by the code that draws them, and what stands above them drawn beside. */
import { flushSync, mount, unmount } from 'svelte';
import type { LabView } from '../lab-view.svelte.ts';
import { paletteOf } from '../palette.ts';
import { drawBand } from '../ring/draw-band.ts';
import { drawBeads } from '../ring/draw-beads.ts';
import { drawCrowds, drawFlights } from '../ring/draw-flights.ts';
import { crowdsOn, FLIGHTS_MOST, flightsOn, TAILS_MOST } from '../ring/flights.ts';
import { labelAt } from '../ring/printed-ring.ts';
import type { StageView } from '../stage.svelte.ts';
import { words } from '../words/index.ts';
import type { Drawn } from './framed.ts';
import { drawnBy } from './picture.ts';
import { selfContained } from './self-contained.ts';
import StagePicture from './StagePicture.svelte';

export function drawnStage(view: LabView, stage: StageView): Drawn {
  const { width, height, layout, arcs, beads, sectors, points } = stage;
  const holder = document.body.appendChild(document.createElement('div'));
  holder.style.cssText =
    'position:fixed;inset:0 auto auto 0;visibility:visible;opacity:0;pointer-events:none';
  holder.setAttribute('aria-hidden', 'true');
  holder.style.fontFamily = getComputedStyle(document.body).fontFamily;
  const palette = paletteOf(holder);
  const { looks, selected, selection } = view;
  const ground = drawnBy(
    holder,
    { width, height },
    (context) => {
      const wrong = stage.scene?.eyes?.wrongArcs ?? [];
      drawBand(context, { layout, arcs, wrong, looks, selected, badges: [...points.values()] }, palette);
      const key = selection?.kind === 'key' ? selection.key : null;
      drawBeads(context, { layout, beads, sectors, looks, selected: key }, palette);
      const flights = flightsOn({ view, stage, shareOf: (share) => share });
      if ((view.picture?.inFlight ?? 0) > FLIGHTS_MOST) drawCrowds(context, crowdsOn(view, stage), palette);
      else drawFlights(context, flights, flights.length <= TAILS_MOST, palette);
    },
    'stage-',
  );
  const nodes = stage.nodes.map((node) => {
    const at = points.get(node.id) ?? layout.center;
    const label = labelAt(layout, at, stage.labelDistances.get(node.id) ?? layout.badge + 28);
    return {
      ...at,
      id: node.id,
      name: view.nameOf(node.id),
      look: looks.get(node.id),
      label,
      ...standing(view, stage, node),
    };
  });
  const mounted = mount(StagePicture, { target: holder, props: { view, stage, nodes, count: '' } });
  flushSync();
  const above = selfContained(holder.querySelector('svg') as SVGSVGElement);
  void unmount(mounted);
  holder.remove();
  return { width, height, markup: ground.markup + above };
}

/** How it looks and what is said beside it: in truth, or as somebody believes it. */
function standing(
  view: LabView,
  { scene }: StageView,
  { id, status }: StageView['nodes'][number],
): { readonly status: string; readonly says: string } {
  const eyes = scene?.eyes ?? null;
  const seen = eyes?.believed.get(id) ?? status;
  const regard = scene?.regards.get(id);
  const condition = words.status[view.crashes.of(id) === null ? status : 'crashed'];
  if (eyes !== null) return { status: seen, says: '' };
  if (status === 'down') {
    const look = view.crashes.of(id) === null ? 'down' : 'crashed';
    if (regard === undefined || regard.isNoticed) return { status: look, says: condition };
    const { length } = regard.doubters;
    return { status: look, says: length === 0 ? words.nobodyNoticed : words.someDoubt(length) };
  }
  if (regard?.isDoubted === true) return { status: 'doubted', says: words.someDoubt(regard.doubters.length) };
  if (view.network.isolated.includes(id)) return { status: seen, says: words.cutOff };
  return { status: seen, says: status === 'up' ? (scene?.facts.get(id) ?? '') : condition };
}
