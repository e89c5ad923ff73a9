import { callTRPCProcedure, getErrorShape, getTRPCErrorFromUnknown } from '@trpc/server';
import type { FastifyReply } from 'fastify';
import { PING_MS, STREAM_CLIENT } from '../trpc/trpc.ts';
import type { Answering } from './answer-calls.ts';
import { eventStream } from './event-stream.ts';
import type { StreamCall } from './stream-call.ts';

/** Answers with a stream of server-sent events, as tRPC does, in its own forms and without its web streams. */
export async function answerStream(
  reply: FastifyReply,
  { path, input, lastEventId }: StreamCall,
  { router, context: ctx, onError }: Answering,
): Promise<FastifyReply> {
  // oxlint-disable-next-line no-underscore-dangle -- an error is told in the form that the router was made with.
  const { _config: config } = router._def;
  const type = 'subscription';
  const left = new AbortController();
  const messages = await callTRPCProcedure({
    router,
    path,
    type,
    ctx,
    getRawInput: async () => input,
    signal: left.signal,
    batchIndex: 0,
  }).catch(failing);
  const tell = (cause: unknown): unknown => {
    const error = getTRPCErrorFromUnknown(cause);
    onError({ path, error });
    return getErrorShape({ config, ctx, error, input, path, type });
  };
  return (
    reply
      .header('vary', 'trpc-accept, accept')
      .header('content-type', 'text/event-stream')
      // A proxy would hold the events back.
      .header('x-accel-buffering', 'no')
      .send(
        eventStream(messages as AsyncIterable<unknown>, {
          pingMs: PING_MS,
          client: STREAM_CLIENT,
          lastEventId,
          tell,
          onClosed: () => left.abort(),
        }),
      )
  );
}

/** A refusal is told within the stream: a browser tells nobody the answer of one that was not opened. */
// oxlint-disable-next-line require-yield -- it has nothing but the error
async function* failing(error: unknown): AsyncGenerator<never, void, void> {
  throw error;
}
