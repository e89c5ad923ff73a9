import { logInInput, setUpInput, useLinkInput, type ProgramTokens } from '@varve/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { enabledProviders } from '../features/identity/index.ts';
import {
  endSessionOfToken,
  endSessions,
  isSetUp,
  logIn,
  refreshSession,
  setUp,
  tokenHash,
  useLink,
  type Asking,
  type Client,
} from '../features/session/index.ts';
import { ACCESS_TOKEN_SECONDS, signAccessToken } from '../kit/access/access-token.ts';
import type { Security } from '../kit/access/security.ts';
import { ServerError } from '../kit/server-error.ts';
import { oneTimeCodeHash } from '../kit/access/one-time-code.ts';
import type { TenantTransactions } from '../kit/tenant-database.ts';
import type { Tenants } from '../kit/tenants.ts';
import { parseBody } from './parse-body.ts';
import {
  clearCookies,
  isKnownDevice,
  markDevice,
  readCookie,
  setCookie,
} from './session-cookies.ts';
import type { NewSession } from '../kit/access/new-session.ts';

/** Parts that the routes need. */
export interface SessionRouteParts {
  readonly tenants: Tenants;
  readonly security: Security;
}

const refreshBody = z.strictObject({ refresh_token: z.string().min(1).max(200) });
const REMEMBERED_SECONDS = 30 * 24 * 3_600;

/**
 * Routes by which somebody comes in and goes: the console's, whose tokens are cookies that no script can read, and those for programs,
 * whose tokens are in the answer.
 */
export function sessionRoutes(server: FastifyInstance, parts: SessionRouteParts): void {
  entranceRoutes(server, parts);
  consoleRoutes(server, parts);
  programRoutes(server, parts);
}

function entranceRoutes(server: FastifyInstance, parts: SessionRouteParts): void {
  const { tenants, security } = parts;
  server.get('/api/session/entrance', async (request) => ({
    isSetUp: await isSetUp(atHome(parts, request)),
    hasTenants: (await tenants.open()).length > 1,
    hasTokens: readCookie(request, 'refresh') !== undefined,
    providers: await (await atNamed(parts, request)).transaction(enabledProviders),
  }));
  server.post('/api/setup', async (request, reply) => {
    const input = parseBody(setUpInput, request.body);
    const tenant = atHome(parts, request);
    const client = clientOf(request, 'console');
    const { tenantId } = tenants.home;
    const session = await setUp({ security, tenant, tenantId, client }, input);
    await enter(parts, reply, session);
    return reply.code(201).send({});
  });
}

function consoleRoutes(server: FastifyInstance, parts: SessionRouteParts): void {
  const { tenants, security } = parts;
  server.post('/api/session/login', async (request, reply) => {
    await enter(parts, reply, await byPassword(parts, request, 'console'));
    return {};
  });
  server.post('/api/session/link', async (request, reply) => {
    const input = parseBody(useLinkInput, request.body);
    const hash = oneTimeCodeHash(input.code);
    const owner = hash === null ? undefined : await tenants.ofLink(hash);
    const tenant = (owner ?? tenants.home).actingFor(asking(request));
    const client = clientOf(request, 'console');
    const session = await useLink({ security, tenant, client }, input);
    if (session !== null) await enter(parts, reply, session);
    return { isLoggedIn: session !== null };
  });
  server.post('/api/session/refresh', async (request, reply) => {
    const token = readCookie(request, 'refresh');
    if (token === undefined) throw new ServerError('UNAUTHENTICATED', 'log in first');
    await enter(
      parts,
      reply,
      await refreshSession(security, tenants, { token, client: asking(request) }),
    );
    return {};
  });
  server.post('/api/session/logout', async (request, reply) => {
    await logOut(parts, request);
    clearCookies(reply);
    reply.header('clear-site-data', '"cache", "storage"');
    return {};
  });
}

function programRoutes(server: FastifyInstance, parts: SessionRouteParts): void {
  server.post('/api/auth/login', async (request) =>
    answer(parts, await byPassword(parts, request, 'program')),
  );
  server.post('/api/auth/refresh', async (request) => {
    const { refresh_token: token } = parseBody(refreshBody, request.body);
    return answer(
      parts,
      await refreshSession(parts.security, parts.tenants, { token, client: asking(request) }),
    );
  });
  server.post('/api/auth/logout', async (request) => {
    await logOut(parts, request);
    return {};
  });
}

/** A request of somebody who is not known yet. */
export function asking(request: FastifyRequest): Asking {
  return { clientAddress: request.ip, requestId: request.id };
}

/** Transactions of the home tenant for somebody who is not known yet. */
function atHome({ tenants }: SessionRouteParts, request: FastifyRequest): TenantTransactions {
  return tenants.home.actingFor(asking(request));
}

/** Transactions of the caller's tenant, else of the one that the address names, else of the home tenant. */
export async function atNamed(
  { tenants }: SessionRouteParts,
  request: FastifyRequest,
): Promise<TenantTransactions> {
  if (request.access !== null) return tenants.actingFor(request.access);
  const { tenant: name } = request.query as { readonly tenant?: unknown };
  const tenant = typeof name === 'string' ? await tenants.named(name) : undefined;
  return (tenant ?? tenants.home).actingFor(asking(request));
}

async function byPassword(
  parts: SessionRouteParts,
  request: FastifyRequest,
  kind: Client['kind'],
): Promise<NewSession> {
  const { tenants, security } = parts;
  const input = parseBody(logInInput, request.body);
  const tenant = input.tenant === undefined ? tenants.home : await tenants.named(input.tenant);
  return logIn(
    {
      security,
      tenant: tenant?.actingFor(asking(request)),
      home: atHome(parts, request),
      tenantName: tenant?.tenantId ?? `no tenant: ${input.tenant}`,
      client: clientOf(request, kind),
      isKnownDevice: (userId) => isKnownDevice(request, security.deviceKey, userId),
    },
    input,
  );
}

/** Gives a browser the cookies of its session. */
export async function enter(
  parts: SessionRouteParts,
  reply: FastifyReply,
  session: NewSession,
): Promise<void> {
  const maxAgeSeconds = session.isRemembered ? REMEMBERED_SECONDS : undefined;
  setCookie(reply, 'access', { value: await tokenOf(parts, session), maxAgeSeconds });
  setCookie(reply, 'refresh', { value: session.refreshToken, maxAgeSeconds });
  markDevice(reply, parts.security.deviceKey, session.userId);
}

async function logOut(
  { tenants, security }: SessionRouteParts,
  request: FastifyRequest,
): Promise<void> {
  const { access } = request;
  const refreshToken = readCookie(request, 'refresh');
  if (access === null && refreshToken !== undefined) {
    const database = await tenants.ofRefreshToken(tokenHash(refreshToken));
    const userId = await database
      ?.actingFor(asking(request))
      .transaction((transaction) => endSessionOfToken(transaction, refreshToken));
    if (database !== undefined && userId !== undefined)
      security.sessions.forget({ tenantId: database.tenantId, userId });
  }
  if (access === null || access.sessionId === null) return;
  const { sessionId } = access;
  await tenants
    .actingFor(access)
    .transaction((transaction) => endSessions(transaction, { reason: 'logged_out', sessionId }));
  security.sessions.forget(access);
}

async function tokenOf({ security }: SessionRouteParts, claims: NewSession): Promise<string> {
  return signAccessToken(security.signingKeys(), claims, Date.now());
}

/** The answer to a program, with the names of RFC 6749, section 5.1. */
export async function answer(
  parts: SessionRouteParts,
  session: NewSession,
): Promise<ProgramTokens> {
  return {
    access_token: await tokenOf(parts, session),
    refresh_token: session.refreshToken,
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}

/** Who comes in: a browser or a program, by what it says of itself. */
export function clientOf(request: FastifyRequest, kind: Client['kind']): Client {
  return { kind, address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
