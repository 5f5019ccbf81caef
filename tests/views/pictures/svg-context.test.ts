/** What a canvas is told to draw, written down as SVG; and a file around it. */
import { describe, expect, it } from 'vitest';
import { framed } from '../../../src/views/pictures/framed.ts';
import { escaped, SvgContext } from '../../../src/views/pictures/svg-context.ts';

function context(): SvgContext {
  return new SvgContext(
    {
      canvas: null as unknown as HTMLElement,
      widthOf: (text, font) => text.length * Number.parseInt(font, 10),
      tileOf: () => ({ address: 'data:image/png;base64,AA', width: 6, height: 8 }),
    },
    'a-',
  );
}

describe('a canvas that writes SVG', () => {
  it('fills and strokes paths as they were told', () => {
    const pen = context();
    pen.fillStyle = 'rgb(1, 2, 3)';
    pen.strokeStyle = '#abc';
    pen.lineWidth = 1.5;
    pen.setLineDash([1, 5]);
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.lineTo(10.04, 5);
    pen.quadraticCurveTo(1, 2, 3, 4);
    pen.closePath();
    pen.fill();
    pen.globalAlpha = 0.5;
    pen.stroke();
    expect(pen.markup).toBe(
      '<path d="M0.0 0.0L10.0 5.0Q1 2 3 4Z" fill="rgb(1, 2, 3)" stroke="none"/>' +
        '<path d="M0.0 0.0L10.0 5.0Q1 2 3 4Z" fill="none" stroke="#abc" stroke-width="1.5" stroke-dasharray="1 5" opacity="0.5"/>',
    );
  });

  it('begins a path with the first line, as a canvas does', () => {
    const pen = context();
    pen.beginPath();
    pen.lineTo(1, 2);
    pen.lineTo(3, 4);
    pen.fill();
    expect(pen.markup).toContain('d="M1.0 2.0L3.0 4.0"');
  });

  it('keeps what was saved, turns, clips, and draws nothing that cannot be seen', () => {
    const pen = context();
    pen.save();
    pen.translate(10, 20);
    pen.rotate(Math.PI / 2);
    pen.beginPath();
    pen.rect(0, 0, 4, 5);
    pen.clip();
    pen.fillRect(4, 5, -4, -5);
    pen.restore();
    pen.globalAlpha = 0;
    pen.fillRect(0, 0, 1, 1);
    pen.globalAlpha = 1;
    pen.beginPath();
    pen.fill();
    expect(pen.markup).toBe(
      '<defs><clipPath id="a-clip0"><path d="M0 0h4v5h-4Z" transform="translate(10 20) rotate(90.00)"/></clipPath></defs>' +
        '<g clip-path="url(#a-clip0)"><rect x="0" y="0" width="4" height="5" fill="#000" stroke="none" transform="translate(10 20) rotate(90.00)"/></g>',
    );
  });

  it('writes words as text, measures them, and repeats tiles', () => {
    const pen = context();
    pen.font = '650 10px "A B", sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText('a < "b" & c', 1, 2.26);
    expect(pen.markup).toBe(
      '<text x="1" y="2.3" font-family="&quot;A B&quot;, sans-serif" font-size="10" font-weight="650" text-anchor="middle" dominant-baseline="central" fill="#000" stroke="none">a &lt; &quot;b&quot; &amp; c</text>',
    );
    pen.font = '11px x';
    expect(pen.measureText('four').width).toBe(44);
    pen.fillStyle = pen.createPattern(null as unknown as CanvasImageSource);
    pen.fillRect(0, 0, 2, 2);
    expect(pen.markup).toContain('<pattern id="a-tile0" width="6" height="8"');
    expect(pen.markup).toContain('fill="url(#a-tile0)"');
  });
});

describe('a picture as a file', () => {
  const colours = { ground: '#fff', ink: '#000', faint: '#777', family: 'x' };

  it('stands on its own ground, with a title and a line below', () => {
    const file = framed(
      { markup: '<path d="M0 0"/>', width: 100.2, height: 50 },
      { title: 'A <b>', caption: 'At 1.0 s', ...colours },
    );
    expect([file.width, file.height]).toEqual([141, 142]);
    expect(file.svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="141" height="142"/);
    expect(file.svg).toContain('<title>A &lt;b&gt;</title><desc>At 1.0 s</desc>');
    expect(file.svg).toContain('<rect width="141" height="142" fill="#fff"/>');
    expect(file.svg).toContain('<path d="M0 0"/>');
  });

  it('leaves out signs that no file of this kind may hold', () => {
    expect(escaped('a\u0000b\u001bc\ufffe\td')).toBe('abc\td');
  });
});
