import {
  callTRPCProcedure,
  getErrorShape,
  getTRPCErrorFromUnknown,
  type AnyTRPCRouter,
  type TRPCError,
} from '@trpc/server';
import { getHTTPStatusCode } from '@trpc/server/http';
import type { FastifyReply } from 'fastify';
import type { RequestContext } from '../trpc/request-context.ts';
import type { PlainCalls } from './plain-calls.ts';

/** The parts by which calls are answered. */
export interface Answering {
  readonly router: AnyTRPCRouter;
  readonly context: RequestContext;
  /** Hears of each call that failed. */
  readonly onError: (failed: { readonly path: string; readonly error: TRPCError }) => void;
}

/**
 * Answers questions and changes as tRPC does, in its own forms and without its web streams: it makes a `Request`, a `Response`, headers and
 * four signals of what is one text here, which took a third of the time of a small question.
 */
export async function answerCalls(
  reply: FastifyReply,
  { type, isBatch, calls }: PlainCalls,
  { router, context: ctx, onError }: Answering,
): Promise<FastifyReply> {
  // oxlint-disable-next-line no-underscore-dangle -- an error is told in the form that the router was made with.
  const { _config: config } = router._def;
  const answers = await Promise.all(
    calls.map(async ({ path, input }, batchIndex) => {
      try {
        const getRawInput = async (): Promise<unknown> => input;
        const call = { router, path, type, ctx, getRawInput, signal: undefined, batchIndex };
        return { result: { data: (await callTRPCProcedure(call)) as unknown } };
      } catch (cause) {
        const error = getTRPCErrorFromUnknown(cause);
        onError({ path, error });
        return { error: getErrorShape({ config, ctx, error, input, path, type }) };
      }
    }),
  );
  const answer = isBatch ? answers : answers[0]!;
  return reply
    .code(getHTTPStatusCode(answer))
    .header('vary', 'trpc-accept, accept')
    .type('application/json')
    .send(JSON.stringify(answer));
}
