/** A run as a link to this page; null where it is too long for one. */
import { readScenario } from '../../scenario/index.ts';
import { writeLink } from '../../share/link.ts';
import type { KeptRun } from '../../shelf/progress.ts';
import { sketches } from '../../systems/registry.ts';

export function linkTo({ text }: KeptRun): string | null {
  const read = readScenario(text, sketches);
  const written = read.ok ? writeLink(read.scenario, sketches) : null;
  return written?.ok === true ? location.href.replace(/#.*$/, '') + written.link : null;
}
