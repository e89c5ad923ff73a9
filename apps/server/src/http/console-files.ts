import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the files of the built console, and its page at every address that is not a file or a call. */
export async function consoleFiles(server: FastifyInstance, root: string): Promise<void> {
  await server.register(fastifyStatic, { root, wildcard: false });
  const index = await readFile(join(root, 'index.html'), 'utf8');
  server.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(?:trpc|api|assets)\//.test(request.url);
    // The console finds its own way from any of its addresses.
    if (isPage) return reply.type('text/html').send(indexAt(index, request.url));
    return reply.code(404).send({ error: 'not found', path: request.url });
  });
}

/** The page for an address: it names its files relative to that address, since a proxy may serve the console below a path of its own. */
function indexAt(index: string, url: string): string {
  const depth = url.replace(/[?#].*$/s, '').split('/').length - 2;
  return depth === 0 ? index : index.replaceAll('"./', `"${'../'.repeat(depth)}`);
}
