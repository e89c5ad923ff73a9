/** How often something is asked about while it is under way: a run, a message. */
export const POLL_MS = 1_000;
/** How often otherwise: a schedule or an event may begin one. */
export const IDLE_POLL_MS = 15_000;
