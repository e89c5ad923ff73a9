import * as client from 'openid-client';
import { guardedFetch } from '../../kit/network/guarded-fetch.ts';
import type { OutboundGuard } from '../../kit/network/outbound-guard.ts';
import type { Keyring } from '../../kit/secrets/sealed-secret.ts';
import { ServerError } from '../../kit/server-error.ts';
import { openProviderSecret } from './provider-secret.ts';

/** Parts of a provider that a client of it needs. */
interface ProviderAddress {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly sealed: Buffer | null;
}

/** Parts by which providers are asked. */
export interface OidcParts {
  readonly keyring: Keyring;
  readonly guard: OutboundGuard;
}

/** Time for which a client of a provider is kept, with the keys that it was shown; and one that could not be made. */
const KEPT_MS = 300_000;
const FAILURE_KEPT_MS = 5_000;
const MOST_KEPT = 500;

interface KeptClient {
  /** All that a client is made of: a provider that is changed gets another one. */
  readonly madeOf: string;
  readonly made: Promise<client.Configuration>;
  untilMs: number;
}

/** Clients by the providers' ids, for each guard: by another one another server may be asked. */
const keptBy = new WeakMap<OutboundGuard, Map<string, KeptClient>>();

/**
 * Gives a client of a provider: one of the last minutes, unless the provider was changed since. So strangers who begin log-ins make no
 * requests to it.
 *
 * @throws ServerError as `askForClient`; what was wrong is said again for some seconds, and the provider not asked
 */
export async function openOidcClient(
  parts: OidcParts,
  provider: ProviderAddress,
): Promise<client.Configuration> {
  const clients = keptBy.get(parts.guard) ?? new Map<string, KeptClient>();
  keptBy.set(parts.guard, clients);
  const { id, issuer, clientId, sealed } = provider;
  const madeOf = JSON.stringify([issuer, clientId, sealed?.toString('base64')]);
  const nowMs = performance.now();
  const known = clients.get(id);
  if (known?.madeOf === madeOf && known.untilMs > nowMs) return known.made;
  const made = askForClient(parts, provider);
  const kept: KeptClient = { madeOf, made, untilMs: nowMs + KEPT_MS };
  clients.delete(id);
  clients.set(id, kept);
  if (clients.size > MOST_KEPT) clients.delete(clients.keys().next().value!);
  made.catch(() => (kept.untilMs = performance.now() + FAILURE_KEPT_MS));
  return made;
}

/**
 * Asks a provider for its configuration (OpenID Connect Discovery 1.0), and makes a client of it.
 *
 * Each request goes through the guard, which also says where plain HTTP is allowed.
 *
 * @throws ServerError PROVIDER_FAILED where it is not there, may not be asked, or names another issuer; SECRET_UNREADABLE
 */
export async function askForClient(
  { keyring, guard }: OidcParts,
  { id, issuer, clientId, sealed }: ProviderAddress,
): Promise<client.Configuration> {
  const secret = openProviderSecret(keyring, id, sealed);
  return whileAsking(() =>
    client.discovery(
      new URL(issuer),
      clientId,
      {},
      secret === undefined ? client.None() : showSecret(secret),
      { execute: [client.allowInsecureRequests], [client.customFetch]: fetchThrough(guard) },
    ),
  );
}

/** Runs what asks a provider. @throws ServerError PROVIDER_FAILED, with what the library or the guard found wrong */
export async function whileAsking<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ServerError) throw error;
    // The library wraps what its fetch has thrown, and what it found wrong in an answer.
    const { cause, message } = error as Error;
    const found = cause instanceof Error ? cause.message : message;
    throw new ServerError('PROVIDER_FAILED', `the identity provider: ${found}`, { cause: error });
  }
}

/** Shows the secret in the way that the provider takes; where it names none, in the way that the standard has for that. */
function showSecret(secret: string): client.ClientAuth {
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = ways.includes('client_secret_basic')
      ? client.ClientSecretBasic
      : client.ClientSecretPost;
    way(secret)(server, ...rest);
  };
}

function fetchThrough(guard: OutboundGuard): client.CustomFetch {
  return async (url, { method, headers, body }) => {
    const {
      status,
      contentType,
      body: text,
    } = await guardedFetch(guard, {
      url,
      method: method === 'GET' ? 'GET' : 'POST',
      headers,
      body: typeof body === 'string' ? body : ((body as URLSearchParams | null)?.toString() ?? ''),
    });
    return new Response(text, {
      status,
      headers: contentType === undefined ? {} : { 'content-type': contentType },
    });
  };
}
