/** The built site as a good host would serve it: packed, and kept by the browser where the name changes with the content. Counts what goes over the wire. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface Site {
  readonly url: string;
  /** Bytes sent so far, heads of answers included. */
  sent(): number;
  close(): Promise<void>;
}

export async function buildAndServe(): Promise<Site> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'ringside-stage-'));
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const packed = new Map<string, Buffer>();
  const sockets = new Set<Socket>();
  let finished = 0;
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split(/[?#]/, 1);
    const name = normalize(path === '/' ? '/index.html' : path);
    try {
      const body = packed.get(name) ?? gzipSync(readFileSync(join(folder, name)), { level: 9 });
      packed.set(name, body);
      response.writeHead(200, {
        'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
        'Content-Encoding': 'gzip',
        'Content-Length': body.length,
        'Cache-Control': name === '/index.html' ? 'no-cache' : 'max-age=31536000, immutable',
        // Only an isolated page may measure the memory of its Workers.
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      finished += socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    sent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, finished),
    close: async () => {
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
