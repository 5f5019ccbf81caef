/** Pictures of what the page draws, as files and on the clipboard: SVG as it is, PNG twice as fine as it is shown. */
import { saveBlob } from '../save-text.ts';
import { SvgContext } from './svg-context.ts';
import { framed, type Drawn, type PictureFile } from './framed.ts';

export type PictureFormat = 'svg' | 'png';

const FINE = 2;

/** What a canvas would be told is written down instead. `element`: where it stands in the page, for its colours and its font. */
export function drawnBy(
  element: HTMLElement,
  size: Pick<Drawn, 'width' | 'height'>,
  draw: (context: CanvasRenderingContext2D) => void,
  prefix = '',
): Drawn {
  const measuring = document.createElement('canvas').getContext('2d');
  const context = new SvgContext(
    {
      canvas: element,
      widthOf: (text, font) => {
        if (measuring === null) return text.length * 6;
        measuring.font = font;
        return measuring.measureText(text).width;
      },
      tileOf,
    },
    prefix,
  );
  // It has as much of a context as what draws here asks of one.
  draw(context as unknown as CanvasRenderingContext2D);
  return { ...size, markup: context.markup };
}

/** With its title and caption, in the colours of the theme that is on. */
export function pictureOf(drawn: Drawn, title: string, caption: string): PictureFile {
  const style = getComputedStyle(document.body);
  const colour = (token: string): string => colourOf(token);
  return framed(drawn, {
    ...{ title, caption, ground: colour('--stage'), ink: colour('--ink'), faint: colour('--ink-3') },
    family: style.fontFamily,
  });
}

/** Two values stand in a token; only an element that is drawn with one knows which of them holds. */
function colourOf(token: string): string {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.color = `var(${token})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

export async function savePicture(file: PictureFile, name: string, format: PictureFormat): Promise<void> {
  const blob = format === 'svg' ? new Blob([file.svg], { type: 'image/svg+xml' }) : await pngOf(file);
  saveBlob(blob, `${name}.${format}`);
}

/** Rejects where the browser does not let a page put pictures there. */
export async function copyPicture(file: PictureFile): Promise<void> {
  // It is promised before it is there: some browsers let a page copy only at the very press of a button.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(file) })]);
}

async function pngOf({ svg, width, height }: PictureFile): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * FINE;
    canvas.height = height * FINE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/png'));
    if (blob === null) throw new Error('the picture could not be made');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function tileOf(tile: CanvasImageSource): { address: string; width: number; height: number } {
  const { width, height } = tile as OffscreenCanvas;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(tile, 0, 0);
  return { address: canvas.toDataURL('image/png'), width, height };
}
