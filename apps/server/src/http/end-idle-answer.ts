import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** How long an answer may take. */
interface AnswerLimits {
  /** Without a byte that its reader takes in. */
  readonly idleMs: number;
  /** In all. */
  readonly totalMs: number;
}

/** Cuts an answer whose reader takes nothing in, or not all of it in time. */
export function endIdleAnswer(
  reply: FastifyReply,
  body: Readable,
  { idleMs, totalMs }: AnswerLimits,
): void {
  const end = (): void => {
    body.destroy();
    reply.raw.destroy();
  };
  let before = -1;
  const looking = setInterval(() => {
    const { bytesWritten = 0, writableLength = 0 } = reply.raw.socket ?? {};
    const taken = bytesWritten - writableLength;
    // While it flows, it is the database that is waited for.
    if (body.isPaused() && taken === before) end();
    before = taken;
  }, idleMs);
  const late = setTimeout(end, totalMs);
  reply.raw.once('close', () => {
    clearInterval(looking);
    clearTimeout(late);
  });
}
