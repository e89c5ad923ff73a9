import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { plainName } from './plain-name.ts';
import { requestedHost } from './requested-host.ts';
import { sendRefusal } from './send-refusal.ts';

/** `421 Misdirected Request`: the connection leads here, and the name in the request does not. */
const MISDIRECTED = 421;

const MOST_JUDGED = 100;

/**
 * Refuses requests to a name that this server does not know, on every route: a page elsewhere can make its own name lead to this machine,
 * and the browser would then let that page read everything.
 *
 * Addresses, `localhost` and the given names are known.
 *
 * @param names - without a port
 */
export function refuseForeignHosts(server: FastifyInstance, names: readonly string[]): void {
  const known = new Set(['localhost', ...names.map(plainName)]);
  // As they came in requests: most ask for the same one.
  const judged = new Set<string | undefined>();
  server.addHook('onRequest', async (request, reply) => {
    const host = requestedHost(request);
    if (judged.has(host)) return undefined;
    const message = foreignHost(host, known);
    if (message === undefined) {
      // Any address is good: whoever invents them gains nothing.
      if (judged.size >= MOST_JUDGED) judged.clear();
      judged.add(host);
      return undefined;
    }
    return sendRefusal(request, reply, { status: MISDIRECTED, code: 'HOST_UNKNOWN', message });
  });
}

function foreignHost(host: string | undefined, known: ReadonlySet<string>): string | undefined {
  const url = host === undefined ? null : URL.parse(`http://${host}`);
  // The header may hold a name and a port only: URL.parse would leave anything else out.
  const isAuthority = host !== undefined && /^[^\s/?#@\\]+$/.test(host);
  if (url === null || !isAuthority) return 'the Host of the request is no host';
  const name = plainName(url.hostname);
  if (isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || known.has(name)) return undefined;
  return `this server does not know itself as ${name}: start it with --allow-host ${name}`;
}
