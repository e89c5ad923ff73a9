import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isApiRoute } from './is-api-route.ts';
import { plainName } from './plain-name.ts';
import { requestedHost } from './requested-host.ts';
import { sendRefusal } from './send-refusal.ts';

/** Options of `refuseForeignPages`. */
interface PageRules {
  /** Names of this server: a proxy may put another host in the place of the one that the browser knows. */
  readonly names: readonly string[];
  /** Origins whose pages may ask, as `https://host:port`. */
  readonly allowedOrigins: readonly string[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Pages elsewhere may lead a browser here, since the answer tells them nothing and the request proves itself. @default false */
    readonly isOpenToPages?: boolean;
  }
}

type Rules = { readonly names: ReadonlySet<string>; readonly allowedOrigins: ReadonlySet<string> };

/**
 * Refuses what a page of another origin makes a browser send: the browser adds the cookies of this server, also to requests of a page on
 * another port of this host, which SameSite takes for its own.
 *
 * A browser says by `Sec-Fetch-Site` where a request comes from, and no page can change that. It says so only over HTTPS and to loopback;
 * elsewhere `Origin` has to be this server's own. A request that carries cookies and changes something has to have one of the two, and JSON
 * or a file's bytes for its body, which no form can send. A request that names its caller by `authorization` is nothing that a page can send unasked.
 */
export function refuseForeignPages(server: FastifyInstance, rules: PageRules): void {
  const sets = {
    names: new Set(rules.names.map(plainName).filter((name) => isIP(name) === 0)),
    allowedOrigins: new Set(rules.allowedOrigins),
  };
  server.addHook('onRequest', async (request, reply) => {
    const message = isReading(request) ? foreignRead(request, sets) : foreignChange(request, sets);
    if (message !== undefined)
      return sendRefusal(request, reply, { status: 403, code: 'ORIGIN_FOREIGN', message });
    if (isReading(request) || !hasCookies(request) || isNoForm(request)) return undefined;
    return sendRefusal(request, reply, {
      status: 415,
      code: 'CONTENT_TYPE_UNSUPPORTED',
      message: 'expected a body of application/json, or of application/octet-stream for a file',
    });
  });
}

const FOREIGN_SITES = new Set<unknown>(['same-site', 'cross-site']);

/** Pages may be opened from everywhere; the API is read by the console's own. */
function foreignRead(request: FastifyRequest, rules: Rules): string | undefined {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (request.routeOptions.config.isOpenToPages === true) return undefined;
  if (!isApiRoute(request) || isAllowed(origin, rules) || isProgram(request)) return undefined;
  if (FOREIGN_SITES.has(site)) return `the request comes from a page that is ${String(site)}`;
  if (site !== undefined || origin === undefined || isOwn(request, rules)) return undefined;
  return 'the Origin of the request is another one';
}

function foreignChange(request: FastifyRequest, rules: Rules): string | undefined {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (isProgram(request) || (isAllowed(origin, rules) && !hasCookies(request))) return undefined;
  if (site !== undefined) {
    if (site === 'same-origin' || (site === 'none' && !hasCookies(request))) return undefined;
    return `the request comes from a page that is ${site}, expected same-origin`;
  }
  if (origin !== undefined)
    return isOwn(request, rules) ? undefined : 'the Origin of the request is another one';
  return hasCookies(request)
    ? 'a request with cookies has neither Sec-Fetch-Site nor Origin'
    : undefined;
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function isProgram(request: FastifyRequest): boolean {
  return request.headers.authorization !== undefined && !hasCookies(request);
}

function hasCookies({ headers }: FastifyRequest): boolean {
  return headers.cookie !== undefined;
}

function isNoForm({ headers }: FastifyRequest): boolean {
  return /^application\/(?:json|octet-stream)\s*(?:;|$)/i.test(headers['content-type'] ?? '');
}

function isAllowed(origin: string | undefined, { allowedOrigins }: Rules): boolean {
  return origin !== undefined && allowedOrigins.has(origin);
}

/** Whether the origin is this server: by the host that the browser asked, or by a name of ours at the usual port. */
function isOwn(request: FastifyRequest, { names }: Rules): boolean {
  const url = URL.parse(request.headers.origin ?? '');
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  // A page that came over HTTP may be anybody's on the way.
  if (request.protocol === 'https' && url.protocol !== 'https:') return false;
  const own = URL.parse(`${url.protocol}//${requestedHost(request) ?? ''}`);
  if (own?.host === url.host) return true;
  // A proxy has put another name in the place of ours. Under the same name, another port is another page.
  return url.port === '' && own?.hostname !== url.hostname && names.has(plainName(url.hostname));
}
