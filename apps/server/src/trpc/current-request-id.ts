import { AsyncLocalStorage } from 'node:async_hooks';

/** The id of the request that is answered: errors that come before any context carry it too. */
export const currentRequestId = new AsyncLocalStorage<string>();
