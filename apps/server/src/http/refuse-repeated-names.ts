import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './send-refusal.ts';

/**
 * Refuses a request in which a cookie or a parameter of the address stands twice: whoever reads it may take the other one.
 *
 * A page on another port of this host, or of a name below it, can set a cookie of the same name.
 */
export function refuseRepeatedNames(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const cookie = firstRepeated(cookieNames(request.headers.cookie ?? ''));
    if (cookie !== undefined) {
      const message = `the cookie ${shown(cookie)} came twice`;
      return sendRefusal(request, reply, { status: 400, code: 'COOKIE_REPEATED', message });
    }
    const parameter = firstRepeated(parameterNames(request.raw.url ?? ''));
    if (parameter !== undefined) {
      const message = `the parameter ${shown(parameter)} came twice`;
      return sendRefusal(request, reply, { status: 400, code: 'PARAMETER_REPEATED', message });
    }
    return undefined;
  });
}

function cookieNames(header: string): string[] {
  if (!header.includes(';')) return [];
  return header
    .split(';')
    .map((pair) => pair.split('=', 1)[0]!.trim())
    .filter((name) => name !== '');
}

function parameterNames(url: string): string[] {
  const start = url.indexOf('?');
  if (start === -1 || !url.includes('&', start)) return [];
  // Values may be long, and tell nothing.
  const names = url.slice(start + 1).replaceAll(/=[^&]*/g, '=');
  return [...new URLSearchParams(names).keys()];
}

function firstRepeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

const MOST_SHOWN = 60;

function shown(name: string): string {
  return JSON.stringify(name.slice(0, MOST_SHOWN));
}
