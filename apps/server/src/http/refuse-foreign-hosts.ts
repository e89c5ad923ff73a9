import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** `421 Misdirected Request`: the connection leads here, and the name in the request does not. */
const MISDIRECTED = 421;

/**
 * Refuses requests to a name that this server does not know, on every route: a page elsewhere can make its own name lead to this machine,
 * and the browser would then let that page read everything.
 *
 * Addresses, `localhost` and the given names are known. A page of another origin is refused, unless its name is given too.
 *
 * @param allowedHosts - names without a port
 */
export function refuseForeignHosts(server: FastifyInstance, allowedHosts: readonly string[]): void {
  const allowed = new Set(['localhost', ...allowedHosts.map(plainName)]);
  server.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers;
    const reason = foreignHost(host, allowed) ?? foreignOrigin(origin, host!, allowed);
    if (reason === undefined) return undefined;
    return reply.code(MISDIRECTED).send({ error: 'misdirected request', reason });
  });
}

function foreignHost(host: string | undefined, allowed: ReadonlySet<string>): string | undefined {
  const url = host === undefined ? null : URL.parse(`http://${host}`);
  // The header may hold a name and a port only: URL.parse would leave anything else out.
  const isAuthority = host !== undefined && /^[^\s/?#@\\]+$/.test(host);
  if (url === null || !isAuthority) return 'the Host of the request is no host';
  const name = plainName(url.hostname);
  if (isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || allowed.has(name)) return undefined;
  return `this server does not know itself as ${name}: start it with --allow-host ${name}`;
}

function foreignOrigin(
  origin: string | undefined,
  host: string,
  allowed: ReadonlySet<string>,
): string | undefined {
  if (origin === undefined) return undefined;
  const url = URL.parse(origin);
  if (url !== null && /^https?:$/.test(url.protocol)) {
    const own = URL.parse(`${url.protocol}//${host}`);
    if (own?.host === url.host) return undefined;
    const name = plainName(url.hostname);
    // A proxy may have put another host in the place of the name that the browser knows.
    if (name !== 'localhost' && allowed.has(name)) return undefined;
  }
  return 'the Origin of the request is another one';
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
