import type { FastifyInstance } from 'fastify';
import { isApiRoute } from './is-api-route.ts';
import { isEventStream } from './is-event-stream.ts';
import type { ServerCertificate } from './tls/server-certificate.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer: they keep a browser from guessing types, loading foreign code, being framed, and telling others. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

// Once a browser knows it, nobody can click a warning away: not for a certificate that the server has made itself.
const ONLY_ENCRYPTED = { 'strict-transport-security': 'max-age=31536000' };

/**
 * Sends the security headers with every answer, and keeps answers of the API out of every cache.
 *
 * @param certificate - the server's; where it is the user's own, browsers are told to come back encrypted only
 */
export function securityHeaders(
  server: FastifyInstance,
  certificate: ServerCertificate | undefined,
): void {
  const isTrusted = certificate !== undefined && certificate.authority() === undefined;
  const headers = { ...SECURITY_HEADERS, ...(isTrusted ? ONLY_ENCRYPTED : {}) };
  server.addHook('onSend', async (request, reply, payload) => {
    reply.headers(headers);
    if (!isApiRoute(request)) return;
    // A proxy that compresses a stream would hold its events back.
    const caching = isEventStream(reply, payload) ? 'no-store, no-transform' : 'no-store';
    reply.header('cache-control', caching);
    // Its own headers go before those of the reply.
    if (payload instanceof Response) payload.headers.set('cache-control', caching);
  });
}
