/** A page with frames needs somebody who serves both: the documents and the built site side by side, as docs/embedding.md tells it. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export interface Served {
  readonly url: string;
  close(): void;
}

/** `pages`: what else stands there, by path. */
export async function serveSideBySide(pages: Readonly<Record<string, string>> = {}): Promise<Served> {
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://here');
      const path = normalize(decodeURIComponent(pathname)).replace(/\/$/, '/index.html');
      const type = types[extname(path)] ?? 'application/octet-stream';
      try {
        const isOurs = /^\/(docs|dist|dist-file)\//.test(path);
        const own = pages[path];
        if (own === undefined && !isOurs) throw new Error('nothing there');
        const body = own ?? (await readFile(fileURLToPath(new URL(`.${path}`, root))));
        response.writeHead(200, { 'Content-Type': type }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
