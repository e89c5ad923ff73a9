import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Names of the cookies of the console. The prefix holds them to this host, to its root and to connections that nobody listens to. */
const COOKIES = {
  access: '__Host-varve-access',
  refresh: '__Host-varve-refresh',
  device: '__Host-varve-device',
  oidc: '__Host-varve-oidc',
  display: '__Host-varve-display',
} as const;
type CookieName = keyof typeof COOKIES;

const FLAGS = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;
const DEVICE_SECONDS = 365 * 24 * 3_600;

/** Reads a cookie of the console; undefined where the browser sent none. */
export function readCookie(request: FastifyRequest, name: CookieName): string | undefined {
  return request.cookies[COOKIES[name]];
}

/** Sets a cookie of a session. One that is not remembered goes when the browser is closed. */
export function setCookie(
  reply: FastifyReply,
  name: 'access' | 'refresh',
  { value, maxAgeSeconds }: { readonly value: string; readonly maxAgeSeconds: number | undefined },
): void {
  const age = maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds };
  reply.setCookie(COOKIES[name], value, { ...FLAGS, ...age });
}

/** Lets a browser keep a note while a provider is asked who sits before it. The provider's page leads back here, so the cookie comes with that. */
export function setOidcNote(reply: FastifyReply, note: string, maxAgeSeconds: number): void {
  reply.setCookie(COOKIES.oidc, note, { ...FLAGS, sameSite: 'lax', maxAge: maxAgeSeconds });
}

/** Lets a screen on a wall keep what it shows to get its session. */
export function setDisplayClaim(reply: FastifyReply, claim: string, maxAgeSeconds: number): void {
  reply.setCookie(COOKIES.display, claim, { ...FLAGS, maxAge: maxAgeSeconds });
}

/** Takes the session's cookies back. */
export function clearCookies(reply: FastifyReply): void {
  clearCookie(reply, 'access');
  clearCookie(reply, 'refresh');
}

/** Takes one cookie back. */
export function clearCookie(reply: FastifyReply, name: CookieName): void {
  reply.clearCookie(COOKIES[name], FLAGS);
}

/** Marks a browser as one in which a user has logged in: nobody's wrong passwords elsewhere slow it down. */
export function markDevice(reply: FastifyReply, deviceKey: Buffer, userId: string): void {
  reply.setCookie(COOKIES.device, `${userId}.${deviceMark(deviceKey, userId)}`, {
    ...FLAGS,
    maxAge: DEVICE_SECONDS,
  });
}

/** Says whether a user has logged in by this browser before. */
export function isKnownDevice(request: FastifyRequest, deviceKey: Buffer, userId: string): boolean {
  const [markedId, mark] = readCookie(request, 'device')?.split('.') ?? [];
  if (markedId !== userId || mark === undefined) return false;
  const right = Buffer.from(deviceMark(deviceKey, userId));
  const shown = Buffer.from(mark);
  return shown.length === right.length && timingSafeEqual(shown, right);
}

function deviceMark(deviceKey: Buffer, userId: string): string {
  return createHmac('sha256', deviceKey).update(userId).digest('base64url');
}
