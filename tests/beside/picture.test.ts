/** What stands beside the page: pictures without a drawing library, and pages in which nothing stands inline. */
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { outline } from '../../src/views/geometry/shapes.ts';
import { document, Styles } from '../../tools/beside/document.ts';
import { outlineOf } from '../../tools/beside/outline.ts';
import { pngOf } from '../../tools/beside/png.ts';
import { Raster } from '../../tools/beside/raster.ts';

/** Twice the area that the corners go round. */
function area(path: string): number {
  const corners = outlineOf(path);
  let sum = 0;
  for (const [place, { x, y }] of corners.entries()) {
    const next = corners[(place + 1) % corners.length] as (typeof corners)[number];
    sum += x * next.y - next.x * y;
  }
  return Math.abs(sum / 2);
}

describe('a picture', () => {
  test.each([
    ['circle', Math.PI * 20 ** 2],
    // Of its corners a little less than a quarter of a circle is cut away each.
    ['square', 36 ** 2 - (4 - Math.PI) * 6.4 ** 2],
    ['hexagon', (3 * Math.sqrt(3) * 22 ** 2) / 2],
    ['diamond', 2 * 24 ** 2],
  ] as const)('a %s is as large as it is drawn by a browser', (shape, size) => {
    expect(area(outline(shape, 20)) / size).toBeCloseTo(1, 1.7);
  });

  test('half a circle the other way round, and a large arc', () => {
    expect(area('M-10 0A10 10 0 0 0 10 0Z') / (Math.PI * 50)).toBeCloseTo(1, 1.7);
    expect(area('M10 0A10 10 0 1 1 0 -10L0 0Z') / (Math.PI * 75)).toBeCloseTo(1, 1.7);
  });

  test('what is covered is filled, and half of it by half', () => {
    const raster = new Raster(4, 3, [255, 255, 255]);
    raster.fill(
      [
        { x: 1, y: 1 },
        { x: 2.5, y: 1 },
        { x: 2.5, y: 2 },
        { x: 1, y: 2 },
      ],
      [0, 0, 0],
    );
    const red = Array.from({ length: 12 }, (_, place) => raster.bytes[place * 3]);
    expect(red).toEqual([255, 255, 255, 255, 255, 0, 128, 255, 255, 255, 255, 255]);
  });

  test('becomes a PNG that holds each of its lines', () => {
    const png = Buffer.from(pngOf(new Raster(5, 2, [1, 2, 3])));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([5, 2]);
    const at = png.indexOf('IDAT');
    const lines = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
    expect([...lines]).toEqual(
      Array.from({ length: 2 }, () => [0, ...Array(5).fill([1, 2, 3]).flat()]).flat(),
    );
  });
});

test('a page holds nothing inline, and what is written in it is text', () => {
  const styles = new Styles(['a{}']);
  const page = document({
    ...{ language: 'en', title: '<b>"&', description: 'x', stylesheet: '../pages.css', address: null },
    ...{
      body: '<!--[--><p style="--fill: red;">1</p><p style="--fill: red;">2</p>',
      head: '<style id="s">b{}</style>',
    },
    ...{ styles, picture: { path: 'ring.png', says: 'A ring' } },
  });
  expect(page).not.toMatch(/ style=|<style|<!--/);
  expect(page).toContain('<title>&lt;b&gt;&quot;&amp; · Ringside</title>');
  expect(page).toContain('<p data-look="0">1</p><p data-look="0">2</p>');
  expect(page).toContain('property="og:image" content="ring.png"');
  expect(page).not.toContain('og:url');
  expect(styles.text).toBe("a{}\nb{}\n[data-look='0']{--fill: red;}\n");
});
