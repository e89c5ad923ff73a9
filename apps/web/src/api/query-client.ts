import { QueryClient } from '@tanstack/react-query';
import { askAgain } from './ask-again.ts';

const STALE_AFTER_MS = 30_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    // The box has no internet: what the browser thinks of being online does not matter.
    queries: {
      staleTime: STALE_AFTER_MS,
      networkMode: 'always',
      retry: askAgain,
      retryDelay: 1_000,
    },
  },
});
