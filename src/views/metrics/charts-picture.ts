/** All charts as one picture: drawn again by what draws them, with their names, what they say at the instant that is read, and whose colour is whose. */
import { xOf } from '../geometry/chart.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { paletteOf } from '../palette.ts';
import type { Drawn } from '../pictures/framed.ts';
import { drawnBy } from '../pictures/picture.ts';
import { words } from '../words/panels.ts';
import type { MetricsData } from './chart-data.ts';
import { drawChart, plotOf, type ChartDrawing } from './draw-chart.ts';
import { headOf } from './reading.ts';

interface Parts {
  /** Where they stand in the page, for colours and font. */
  readonly element: HTMLElement;
  readonly view: LabView;
  readonly data: MetricsData;
  readonly bands: ChartDrawing['bands'];
  /** The number of the sample that is read. */
  readonly reading: number;
  readonly end: number;
}

const SIZE = { width: 320, height: 96 };
const COLUMNS = 2;
const NAME = 22;
const CELL = { width: SIZE.width + 28, height: NAME + SIZE.height + 12 };
/** Names stand in columns, so that many of them go on in the next line. */
const NAMED = { width: 112, height: 22 };
const SWATCH = 10;

export function drawnCharts({ element, view, data, bands, reading, end }: Parts): Drawn {
  const palette = paletteOf(element);
  const family = getComputedStyle(element).fontFamily;
  const chosen = view.selection?.kind === 'node' ? view.selection.id : null;
  const fillOf = (who: string): string => view.looks.get(who)?.fill ?? 'var(--ink-3)';
  const width = COLUMNS * CELL.width - 28;
  const top = Math.ceil(data.charts.length / COLUMNS) * CELL.height;
  const named = [...new Set(data.charts.flatMap(({ lines }) => lines.flatMap(({ who }) => who ?? [])))];
  const side = Math.floor(width / NAMED.width);
  const height = top + Math.ceil(named.length / side) * NAMED.height;
  return drawnBy(
    element,
    { width, height },
    (context) => {
      for (const [place, chart] of data.charts.entries()) {
        context.save();
        context.translate((place % COLUMNS) * CELL.width, Math.floor(place / COLUMNS) * CELL.height);
        context.font = `12px ${family}`;
        context.textBaseline = 'alphabetic';
        context.textAlign = 'left';
        context.fillStyle = palette('var(--ink-2)');
        context.fillText(words.metrics.charts[chart.name], 0, 13);
        const says = headOf(chart, data, reading, chosen).map(({ label, text }) => `${label} ${text}`.trim());
        context.textAlign = 'right';
        context.fillStyle = palette('var(--ink)');
        context.fillText(says.join(' · '), SIZE.width, 13);
        context.translate(0, NAME);
        const plot = plotOf(chart, data, { ...SIZE, end });
        context.save();
        drawChart(context, { chart, data, plot, chosen, fillOf, bands }, palette);
        context.restore();
        context.fillStyle = palette('var(--ink-3)');
        context.fillRect(xOf(plot, data.times[reading] ?? 0), plot.top, 1, plot.bottom - plot.top);
        context.restore();
      }
      context.font = `12px ${family}`;
      context.textAlign = 'left';
      context.textBaseline = 'alphabetic';
      for (const [place, who] of named.entries()) {
        const [x, y] = [(place % side) * NAMED.width, top + Math.floor(place / side) * NAMED.height];
        context.fillStyle = palette(fillOf(who));
        context.fillRect(x, y + 4, SWATCH, SWATCH);
        context.fillStyle = palette('var(--ink-2)');
        context.fillText(view.nameOf(who), x + SWATCH + 5, y + 13);
      }
    },
    'charts-',
  );
}
