import type { FastifyRequest } from 'fastify';

const API_ROUTE = /^\/(?:(?:trpc|api)\/|(?:metrics|live|ready)$)/;

/** Whether a request is for the API and not for a page: by the route that it found, since an address can be written in many ways. */
export function isApiRoute({ routeOptions }: FastifyRequest): boolean {
  return API_ROUTE.test(routeOptions.url ?? '');
}

/** Whether a request is for procedures of tRPC. */
export function isCallRoute({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith('/trpc/') === true;
}
