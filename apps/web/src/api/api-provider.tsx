import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ClockContext } from '../kit/clock/clock-context.ts';
import { createTickingClock } from '../kit/clock/ticking-clock.ts';
import { connection, serverClock } from './client.ts';
import { ConnectionContext } from './connection/connection-context.ts';
import { queryClient } from './query-client.ts';

const clock = createTickingClock(serverClock.nowMs);

/** Gives the pages the server's answers, its clock, and the connection to it. */
export function ApiProvider({ children }: { readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <ConnectionContext value={connection}>
        <ClockContext value={clock}>{children}</ClockContext>
      </ConnectionContext>
    </QueryClientProvider>
  );
}
