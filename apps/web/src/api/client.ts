import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createAskServer } from './create-ask-server.ts';
import { createConnection } from './connection/connection.ts';
import type { AppRouter } from './contract.ts';
import { SERVER_ADDRESS } from '../server-address.ts';
import { createServerClock } from './server-clock.ts';

// What a proxy takes for an address at the usual settings, and what the server takes for a path.
const MAX_URL_LENGTH = 7_000;
const MAX_BATCH = 10;

export const serverClock = createServerClock(Date.now);
export const connection = createConnection(Date.now);

export const askServer = createAskServer(serverClock, connection);

export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: SERVER_ADDRESS }),
      false: httpBatchLink({
        url: SERVER_ADDRESS,
        fetch: askServer,
        maxURLLength: MAX_URL_LENGTH,
        maxItems: MAX_BATCH,
      }),
    }),
  ],
});
