import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { tellNotFound } from './tell-errors.ts';

/** The build gives each of these files a name by what is in it. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

const ASSETS = `${sep}assets${sep}`;

// A list of tags with its filters is some thousand characters long.
const MAX_PAGE_ADDRESS = 16_384;
const MAX_PAGE_STEPS = 20;

/** Serves the files of the built console, compressed where the browser takes it, and its page at every address that is not a file or a call. */
export async function consoleFiles(server: FastifyInstance, root: string): Promise<void> {
  await server.register(fastifyStatic, {
    root,
    wildcard: false,
    globIgnore: ['**/*.br', '**/*.gz'],
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('cache-control', path.includes(ASSETS) ? IMMUTABLE : 'no-cache');
    },
  });
  const index = await readFile(join(root, 'index.html'), 'utf8');
  server.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(?:trpc|api|assets)\//.test(request.url);
    if (!isPage || isBeyondPages(request.url)) return tellNotFound(request, reply);
    // The console finds its own way from any of its addresses.
    return reply
      .type('text/html')
      .header('cache-control', 'no-cache')
      .send(indexAt(index, request.url));
  });
}

/** No page lies there; the answer would grow with each step. */
function isBeyondPages(url: string): boolean {
  return url.length > MAX_PAGE_ADDRESS || stepsOf(url) > MAX_PAGE_STEPS;
}

function stepsOf(url: string): number {
  return url.replace(/[?#].*$/s, '').split('/').length - 2;
}

/** The page for an address: it names its files relative to that address, since a proxy may serve the console below a path of its own. */
function indexAt(index: string, url: string): string {
  const depth = stepsOf(url);
  return depth === 0 ? index : index.replaceAll('"./', `"${'../'.repeat(depth)}`);
}
