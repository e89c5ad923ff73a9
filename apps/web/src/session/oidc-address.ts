import type { BeginOidcQuery } from '@varve/contract';
import { ROOT_PATH } from '../server-address.ts';

/** The server's address that leads to a provider of OpenID Connect, and from there back to a page of the console. */
export function oidcAddress(providerId: string, query: BeginOidcQuery): string {
  const { purpose, next } = query;
  const given = new URLSearchParams({ purpose, ...(next === undefined ? {} : { next }) });
  return `${ROOT_PATH}api/session/oidc/${providerId}?${given.toString()}`;
}

/** The page that is shown, as an address of the console wherever a proxy has put that. */
export function presentAddress({ pathname, search }: Location): string {
  return `/${pathname.slice(ROOT_PATH.length)}${search}`;
}
