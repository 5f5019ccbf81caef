/**
 * Puts the pictures of the gallery where the source has none (src/views/gallery/pictures.ts): every scenario is run when the page is built, so no picture
 * can show what the scenario does not do any more.
 */
import { inServer } from './in-server.mjs';

const EMPTY = /\/src\/views\/gallery\/pictures\.ts$/;

/** @returns {import('vite').Plugin} */
export function gallery() {
  /** @type {Promise<string> | null} Both builds of a page, and its Workers, want the same. */
  let recording = null;
  return {
    name: 'ringside-gallery',
    load(id) {
      if (!EMPTY.test(id)) return null;
      recording ??= recorded();
      return recording;
    },
  };
}

async function recorded() {
  const pictures = await inServer(async (server) => {
    const module = await server.ssrLoadModule('/tools/gallery/pictures.ts');
    const { recordPictures } = /** @type {typeof import('./gallery/pictures.ts')} */ (module);
    return recordPictures();
  });
  return `export const pictures = ${JSON.stringify(pictures)};\n`;
}
