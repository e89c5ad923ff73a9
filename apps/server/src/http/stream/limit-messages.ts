import type { StreamRequest } from '@varve/contract';

const MESSAGES_PER_SECOND = 20;
const BURST = 100;
/** To look up so many tags, and to follow them, costs as much as a message. */
const TAGS_OF_A_MESSAGE = 200;

/** Limits how often a peer may send, by a bucket that fills again. */
export interface MessageLimit {
  /** Whether one more message is let in. */
  letIn(): boolean;
  /** Whether a message that was let in may name as many tags as it does. */
  letAsk(asked: StreamRequest): boolean;
}

/** Makes the limit of a stream. @param nowMs - a clock that only goes forward */
export function limitMessages(nowMs = (): number => performance.now()): MessageLimit {
  let left = BURST;
  let atMs = nowMs();
  const take = (cost: number): boolean => {
    const now = nowMs();
    left = Math.min(BURST, left + ((now - atMs) / 1_000) * MESSAGES_PER_SECOND);
    atMs = now;
    if (left < cost) return false;
    left -= cost;
    return true;
  };
  return {
    letIn: () => take(1),
    letAsk: (asked) => take(Math.max(0, Math.ceil(tagCountOf(asked) / TAGS_OF_A_MESSAGE) - 1)),
  };
}

function tagCountOf(asked: StreamRequest): number {
  if (asked.type === 'authenticate') return 0;
  return (asked.tags?.length ?? 0) + (asked.tagIds?.length ?? 0);
}
