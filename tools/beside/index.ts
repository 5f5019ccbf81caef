/** All that stands beside the page. */
import { version } from '../../package.json';
import { systems } from '../../src/systems/registry.ts';
import { lessonPages } from './pages.ts';

export interface WrittenFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export async function everythingBeside(address: string | null): Promise<readonly WrittenFile[]> {
  const editions = Object.fromEntries([...systems.values()].map(({ id, edition }) => [id, edition]));
  const release = `${JSON.stringify({ version, editions })}\n`;
  return [{ path: 'release.json', content: release }, ...(await lessonPages(address))];
}
