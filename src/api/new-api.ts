/**
 * The REST API: a router from Request to Response over the lab, and nothing else. It knows no thread and no socket, so the Service Worker, the
 * page and tests call the very same one.
 */
import { Hono } from 'hono/tiny';
import type { LabHandle } from '../lab/types.ts';
import { json, Refused } from './answers.ts';
import { Desk } from './desk.ts';
import { routes, type Method } from './routes.ts';
import { passOn } from './pass-on.ts';

export interface Api {
  /** Always answers; what goes wrong is an answer too. */
  fetch(request: Request): Promise<Response>;
}

/** `base` is the path of the site, with a slash at either end. */
export function newApi(lab: LabHandle, { base = '/' }: { readonly base?: string } = {}): Api {
  const desk = new Desk(lab);
  // Paths stay as they came: what is decoded before it is taken apart has lost which slash was one.
  const app = new Hono({ getPath: ({ url }) => pathBehind(base, url) });
  for (const { method, path, run } of routes)
    app.on(method, path, async ({ req }) =>
      run({
        request: req.raw,
        desk,
        path: decoded(path, req.path),
        query: new URL(req.url).searchParams,
      }),
    );
  for (const [path, methods] of methodsByPath())
    app.all(path, ({ req }) => {
      const allow = methods.join(', ');
      return json({ error: `${req.method} is not allowed here; ${allow} is.` }, 405, { allow });
    });
  // What stands behind an address the node at it knows, and nobody else.
  app.all('/net/:address/*', async ({ req }) =>
    passOn({
      request: req.raw,
      desk,
      path: { address: decode(req.param('address')) },
      query: new URL(req.url).searchParams,
    }),
  );
  app.notFound(({ req }) => json({ error: `There is nothing at ${new URL(req.url).pathname}.` }, 404));
  app.onError((error, { req }) => {
    if (error instanceof UnknownPath)
      return json({ error: `There is nothing at ${new URL(req.url).pathname}.` }, 404);
    if (error instanceof Refused) return error.response;
    return json({ error: `This should not have happened. ${error.message}` }, 500);
  });
  return { fetch: async (request) => app.fetch(request) };
}

function pathBehind(base: string, url: string): string {
  const { pathname } = new URL(url);
  return pathname.startsWith(base) ? pathname.slice(base.length - 1) : `/outside${pathname}`;
}

function methodsByPath(): ReadonlyMap<string, readonly Method[]> {
  const found = new Map<string, Method[]>();
  for (const { path, method } of routes) found.set(path, [...(found.get(path) ?? []), method]);
  return found;
}

class UnknownPath extends Error {}

/** What stands in the places of a route. */
function decoded(route: string, path: string): Readonly<Record<string, string>> {
  const segments = path.split('/');
  const places = route
    .split('/')
    .flatMap((name, index) => (name.startsWith(':') ? [[name.slice(1), index] as const] : []));
  // The router is generous with a slash at the end; a key is not, for it could mean one.
  if (places.length > 0 && path.endsWith('/')) throw new UnknownPath();
  return Object.fromEntries(places.map(([name, index]) => [name, decode(segments[index] ?? '')]));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refused(400, `${segment} is not rightly percent-encoded.`);
  }
}
