import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { client } from './client.ts';
import type { AppRouter } from './contract.ts';
import { queryClient } from './query-client.ts';

/** Options of queries and mutations, by the names of the server's procedures. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
