import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access } from '../kit/access/access.ts';
import { verifyAccessToken } from '../kit/access/access-token.ts';
import type { Security } from '../kit/access/security.ts';
import { ServerError, type ServerErrorCode } from '../kit/server-error.ts';
import { clearCookie, clearCookies, readCookie } from './session-cookies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null where no credential came. */
    access: Access | null;
  }
}

/** Parts that `authenticate` needs. */
interface AuthenticationParts {
  readonly security: Security;
}

/** Rights of who owes a factor. */
const NOTHING: Access['permissions'] = new Set();

/** Where a browser whose session is over may still go: else nobody could log in again. */
const PUBLIC_ROUTES = new Set<unknown>([
  '/api/display/claim',
  '/api/display/code',
  '/api/health',
  '/api/session/entrance',
  '/api/session/link',
  '/api/session/login',
  '/api/session/logout',
  '/api/session/oidc/:providerId',
  '/api/session/oidc/callback',
  '/api/session/oidc/factor',
  '/api/session/refresh',
  '/api/setup',
]);

/** Routes on which it matters who asks: by the route that was found, since an address can be written in many ways. */
const KNOWN_CALLERS = /^\/(?:(?:trpc|api)\/|metrics$)/;

const INVALID = 'the token is not valid';

/**
 * Finds out who asks, on every route of the API: by a bearer token, an API key, or the console's cookie.
 *
 * A credential that is presented and bad never counts as none: the request is refused. The console's files are for everybody.
 */
export function authenticate(server: FastifyInstance, parts: AuthenticationParts): void {
  server.decorateRequest('access', null);
  server.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions.url ?? '';
    if (!KNOWN_CALLERS.test(route)) return;
    const { authorization } = request.headers;
    const cookie = readCookie(request, 'access');
    try {
      if (authorization !== undefined)
        request.access = await accessOfBearer(parts, request, authorization);
      else if (cookie !== undefined) request.access = await accessOfToken(parts, request, cookie);
    } catch (error) {
      // One that cannot be read goes; the browser asks for another by its refresh token, if it has one.
      if (authorization === undefined && isUseless(error)) clearCookie(reply, 'access');
      if (authorization !== undefined || !PUBLIC_ROUTES.has(route)) throw error;
    }
  });
  server.addHook('onError', async (_request, reply, error) => {
    if (isOver(error)) clearCookies(reply);
  });
}

/** Finds out who shows a credential, as `Bearer …`. @throws ServerError UNAUTHENTICATED, SESSION_EXPIRED, ADDRESS_FORBIDDEN, THROTTLED */
export async function accessOfBearer(
  parts: AuthenticationParts,
  request: FastifyRequest,
  authorization: string,
): Promise<Access> {
  const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined)
    throw new ServerError('UNAUTHENTICATED', 'expected Authorization: Bearer and a token');
  return token.startsWith('varve_')
    ? accessOfKey(parts, request, token)
    : accessOfToken(parts, request, token);
}

async function accessOfKey(
  { security }: AuthenticationParts,
  request: FastifyRequest,
  text: string,
): Promise<Access> {
  const key = await security.keys.find(text, request.ip);
  if (key === undefined) throw new ServerError('UNAUTHENTICATED', 'the key is not valid');
  const { id, tenantId, ownerId, ownerName, permissions, scoped, sources, signal } = key;
  return {
    tenantId,
    userId: ownerId,
    username: ownerName,
    sessionId: null,
    keyId: id,
    permissions,
    scoped,
    sources,
    due: null,
    authenticatedAtMs: 0,
    signal,
    clientAddress: request.ip,
    requestId: request.id,
  };
}

async function accessOfToken(
  { security }: AuthenticationParts,
  request: FastifyRequest,
  token: string,
): Promise<Access> {
  const verified = await verifyAccessToken(security.signingKeys(), token, Date.now());
  if (verified.state === 'invalid') throw new ServerError('UNAUTHENTICATED', INVALID);
  if (verified.state === 'expired')
    throw new ServerError('UNAUTHENTICATED', 'the token is no longer valid: refresh it');
  const { tenantId, sessionId, userId: claimedId } = verified.claims;
  const session = await security.sessions.find({ tenantId, sessionId });
  if (session === undefined || session.userId !== claimedId)
    throw new ServerError('SESSION_EXPIRED', 'the session is over: log in again');
  if (session.generation !== verified.claims.generation)
    throw new ServerError('UNAUTHENTICATED', 'the token is no longer valid: refresh it');
  const { id, userId, username, scoped, due, authenticatedAtMs, signal } = session;
  const permissions = due === null ? session.permissions : NOTHING;
  return {
    tenantId,
    userId,
    username,
    sessionId: id,
    keyId: null,
    permissions,
    scoped,
    sources: null,
    due,
    authenticatedAtMs,
    signal,
    clientAddress: request.ip,
    requestId: request.id,
  };
}

function isUseless(error: unknown): boolean {
  return error instanceof ServerError && error.message === INVALID;
}

/** An access token that is only too old leaves the cookies: the refresh token may still hold. */
function isOver(error: unknown): boolean {
  const code = (error as { code?: ServerErrorCode }).code;
  return code === 'SESSION_EXPIRED';
}
