import { createContext, use } from 'react';
import type { TickingClock } from './ticking-clock.ts';

export const ClockContext = createContext<TickingClock | null>(null);

/** The clock that ages and windows go by: the server's. */
export function useClock(): TickingClock {
  const clock = use(ClockContext);
  if (clock === null) throw new Error('useClock is used outside of ClockContext');
  return clock;
}
