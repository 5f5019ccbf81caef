/**
 * Where a run that another edition has made can be opened as it was made: a release that is kept beside this one, under `v/<version>/`. Which ones there
 * are is asked of the own site alone, and only when somebody has opened such a run.
 */
import { packLink } from '../../share/link.ts';

interface Release {
  readonly version: string;
  readonly editions: Readonly<Record<string, number>>;
}

export interface AsMade {
  readonly version: string;
  readonly address: string;
}

/** Null where it is of this edition, where nobody keeps the one that it is of, and where the run is too long for a link. */
export async function asMade(
  text: string,
  own: Readonly<Record<string, number>>,
  here: string,
): Promise<AsMade | null> {
  const { system, made } = JSON.parse(text) as {
    readonly system: string;
    readonly made?: { readonly editions: Readonly<Record<string, number>> };
  };
  const theirs = made?.editions[system];
  if (theirs === undefined || theirs === own[system] || !here.startsWith('http')) return null;
  const home = homeOf(here);
  for (const { version, editions, place } of await keptAround(home))
    if (editions[system] === theirs) {
      const packed = packLink(text);
      return packed.ok ? { version, address: new URL(place, home).href + packed.link } : null;
    }
  return null;
}

/** The newest release; the page itself may be one that is kept beside it. */
function homeOf(here: string): URL {
  const folder = new URL('./', here);
  return /\/v\/[^/]+\/$/.test(folder.pathname) ? new URL('../../', folder) : folder;
}

async function keptAround(home: URL): Promise<readonly (Release & { readonly place: string })[]> {
  const [newest, kept] = await Promise.all([
    found(new URL('release.json', home)),
    found(new URL('v/index.json', home)),
  ]);
  const older = Array.isArray(kept) ? kept.filter(isRelease) : [];
  return [
    ...(isRelease(newest) ? [{ ...newest, place: './' }] : []),
    ...older.map((release) => ({ ...release, place: `v/${release.version}/` })),
  ];
}

/** Most sites keep none, and offline nobody can say. */
async function found(url: URL): Promise<unknown> {
  try {
    const response = await fetch(url, { cache: 'no-cache' });
    return response.ok ? ((await response.json()) as unknown) : null;
  } catch {
    return null;
  }
}

function isRelease(value: unknown): value is Release {
  if (typeof value !== 'object' || value === null) return false;
  const { version, editions } = value as Partial<Release>;
  const isNamed = typeof version === 'string' && /^[0-9A-Za-z][0-9A-Za-z.+-]*$/.test(version);
  return isNamed && typeof editions === 'object' && editions !== null;
}
