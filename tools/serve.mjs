/**
 * A small static web server, for looking at a build on one's own machine and for the browser tests. It listens on the loopback address
 * only, and hands out only what stands in its folder.
 *
 *   node tools/serve.mjs [FOLDER] [PORT]
 */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { policy } from './policy.mjs';
import { root } from './process.mjs';

const host = '127.0.0.1';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.yaml': 'text/yaml; charset=utf-8',
};

/**
 * Serves a folder until `close` is called. Port 0 takes any free one. Rejects, like `listen`, when the port is taken.
 *
 * @param {string} folder
 * @param {number} [port]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, port = 0) {
  const base = await realpath(resolve(root, folder));
  const server = createServer((request, response) => {
    answer(base, request, response).catch(() => refuse(response, 500, 'That went wrong here.'));
  });
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => listening(undefined));
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host}:${taken}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        // A browser keeps its connections; without this, Ctrl+C would wait for it.
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} base
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(base, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD here.');
  }
  const path = decode(request.url ?? '/');
  if (path === undefined) return refuse(response, 400, 'That is not an address.');
  const found = await find(base, path);
  if (found === undefined) return refuse(response, 404, 'Not found.');
  if (found === 'folder') {
    response.writeHead(301, { Location: `${encodeURI(path).replace(/^\/+/, '/')}/` });
    return response.end();
  }
  response.writeHead(200, {
    'Content-Type': types[extname(found.file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': found.size,
    // The names of assets change with their content, index.html's does not: always ask again, it is one's own machine.
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    // The page carries the same policy in a meta element, which does not bind Workers that come over http; a header does.
    'Content-Security-Policy': policy,
  });
  if (request.method === 'HEAD') return response.end();
  const stream = createReadStream(found.file);
  stream.on('error', () => response.destroy());
  stream.pipe(response);
}

/** The path of an address, decoded; nothing for what is not one. @param {string} url */
function decode(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '');
    return path.startsWith('/') && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The file behind a path. What leads out of the folder, by dots or by a link, is not there; nor is anything whose name begins with a dot.
 *
 * @param {string} base
 * @param {string} path
 * @returns {Promise<{ file: string, size: number } | 'folder' | undefined>}
 */
async function find(base, path) {
  if (path.split(/[/\\]/).some((name) => name.startsWith('.'))) return undefined;
  try {
    const file = await realpath(join(base, path.endsWith('/') ? `${path}index.html` : path));
    if (!file.startsWith(base + sep)) return undefined;
    const { size, ...entry } = await stat(file).then((found) => ({
      size: found.size,
      isFile: found.isFile(),
      isFolder: found.isDirectory(),
    }));
    if (entry.isFolder) return path.endsWith('/') ? undefined : 'folder';
    return entry.isFile ? { file, size } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} sentence
 */
function refuse(response, status, sentence) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${sentence}\n`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , folder = 'dist', port = '0'] = process.argv;
  const { url, close } = await serve(folder, Number(port));
  console.log(url);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void close());
}
