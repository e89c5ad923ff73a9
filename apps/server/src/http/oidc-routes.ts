import { beginOidcQuery, oidcFactorInput, type OidcRefusal } from '@varve/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  beginOidc,
  finishOidc,
  OIDC_SECONDS,
  OidcRefused,
  openNote,
  recordRefusal,
  takeOidcFactor,
} from '../features/identity/index.ts';
import type { OutboundGuard } from '../kit/network/outbound-guard.ts';
import { ServerError, type ServerErrorCode } from '../kit/server-error.ts';
import type { TenantDatabase, TenantTransactions } from '../kit/tenant-database.ts';
import { limitNetwork } from './limit-network.ts';
import { parseBody } from './parse-body.ts';
import { requestedHost } from './requested-host.ts';
import { clearCookie, readCookie, setOidcNote } from './session-cookies.ts';
import { asking, clientOf, enter, type SessionRouteParts } from './session-routes.ts';

interface OidcRouteParts extends SessionRouteParts {
  readonly outbound: OutboundGuard;
}

/** Asking a provider costs us a request, and it: as many as a crew needs that shares an address. */
const PER_MINUTE = 60;
const CALLBACK = '/api/session/oidc/callback';
/** From a route of this file to the root of the console, wherever a proxy has put that. */
const ROOT = '../../..';

const providerParams = z.strictObject({ providerId: z.uuid() });

/** Routes by which somebody comes in by a provider of OpenID Connect. What goes wrong is said by the page that the browser is led to. */
export function oidcRoutes(server: FastifyInstance, parts: OidcRouteParts): void {
  const { security, outbound } = parts;
  const { keyring, sessions } = security;
  const preHandler = limitNetwork(server, PER_MINUTE);
  server.get('/api/session/oidc/:providerId', { preHandler }, async (request, reply) => {
    const { providerId } = providerParams.parse(request.params);
    const query = beginOidcQuery.parse(request.query);
    const { access } = request;
    const tenant = (await ownerOf(parts, providerId)).actingFor(asking(request));
    const redirectUri = `${request.protocol}://${requestedHost(request)}${CALLBACK}`;
    try {
      const options = { keyring, guard: outbound, tenant, access, providerId, redirectUri };
      const { address, note } = await beginOidc(options, query);
      setOidcNote(reply, note, OIDC_SECONDS);
      return await reply.redirect(address.href);
    } catch (error) {
      // Strangers write nothing: who is not known has not been at the provider yet.
      const refused = { request, reply, error, purpose: query.purpose };
      return refuse(refused, access === null ? undefined : { tenant, providerId });
    }
  });
  // A provider's page leads here: what is taken by it has to match the note that this browser keeps.
  server.get(CALLBACK, { config: { isOpenToPages: true }, preHandler }, async (request, reply) => {
    const note = noteOf(parts, request);
    clearCookie(reply, 'oidc');
    if (note?.step !== 'asked') {
      const error = new OidcRefused('expired', 'the log-in took too long, or was begun elsewhere');
      return refuse({ request, reply, error, purpose: 'login' });
    }
    const { next, purpose, providerId } = note;
    const owner = await ownerOf(parts, providerId);
    const { tenantId } = owner;
    const tenant = owner.actingFor(asking(request));
    const client = clientOf(request, 'console');
    const query = request.url.replace(/^[^?]*/s, '');
    try {
      const options = { keyring, guard: outbound, tenant, tenantId, sessions, client };
      const outcome = await finishOidc(options, note, query);
      if (outcome.kind === 'factor') {
        setOidcNote(reply, outcome.note, OIDC_SECONDS);
        return await lead(reply, 'login', { factor: 'oidc', next });
      }
      if (outcome.kind === 'done') return await reply.redirect(`${ROOT}${next ?? '/profile'}`);
      await enter(parts, reply, outcome.session);
      return await reply.redirect(`${ROOT}${next ?? '/'}`);
    } catch (error) {
      return refuse({ request, reply, error, purpose }, { tenant, providerId });
    }
  });
  server.post('/api/session/oidc/factor', async (request, reply) => {
    const { code } = parseBody(oidcFactorInput, request.body);
    const note = noteOf(parts, request);
    if (note?.step !== 'named')
      throw new ServerError('SESSION_EXPIRED', 'the log-in took too long: begin again');
    const owner = await ownerOf(parts, note.providerId);
    const { tenantId } = owner;
    const client = clientOf(request, 'console');
    const options = { security, tenant: owner.actingFor(asking(request)), tenantId, client };
    await enter(parts, reply, await takeOidcFactor(options, note, code));
    clearCookie(reply, 'oidc');
    return {};
  });
}

/** The tenant of a provider; the home tenant where there is no such provider. */
async function ownerOf({ tenants }: OidcRouteParts, providerId: string): Promise<TenantDatabase> {
  return (await tenants.ofProvider(providerId)) ?? tenants.home;
}

function noteOf({ security }: OidcRouteParts, request: FastifyRequest) {
  const sealed = readCookie(request, 'oidc');
  return sealed === undefined ? null : openNote(security.keyring, sealed, Date.now());
}

/** Leads the browser to a page of the console. */
function lead(
  reply: FastifyReply,
  page: string,
  query: Readonly<Record<string, string | undefined>>,
): FastifyReply {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return reply.redirect(
    `${ROOT}/${page}?${new URLSearchParams(given as [string, string][]).toString()}`,
  );
}

const REFUSALS: Partial<Record<ServerErrorCode, OidcRefusal>> = {
  NOT_FOUND: 'denied',
  PROVIDER_FAILED: 'failed',
  REAUTHENTICATE: 'stale',
  SESSION_REQUIRED: 'stale',
  UNAUTHENTICATED: 'stale',
};

/** Leads the browser to the page that says why. @param audited - whose audit log has it, and of which provider */
async function refuse(
  ended: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly error: unknown;
    readonly purpose: 'login' | 'link' | 'fresh';
  },
  audited?: { readonly tenant: TenantTransactions; readonly providerId: string },
): Promise<FastifyReply> {
  const { request, reply, error, purpose } = ended;
  if (!(error instanceof ServerError)) throw error;
  const refusal = error instanceof OidcRefused ? error.refusal : REFUSALS[error.code];
  if (refusal === undefined) throw error;
  request.log.warn(
    { requestId: request.id, refusal, problem: error.message },
    'a log-in by a provider did not come about',
  );
  if (audited !== undefined)
    await recordRefusal(audited.tenant, {
      providerId: audited.providerId,
      refusal,
      problem: error.message,
    });
  return lead(reply, purpose === 'login' ? 'login' : 'profile', { refused: refusal });
}
