import type { WebSocket } from '@fastify/websocket';
import { streamRequest, type StreamRequest } from '@varve/contract';
import type { FastifyRequest } from 'fastify';
import { requirePermission, type Access } from '../../kit/access/access.ts';
import { recordDenial } from '../../kit/access/record-denial.ts';
import { tagsInScope } from '../../kit/access/tags-in-scope.ts';
import type { Collector } from '../../kit/collector.ts';
import { ServerError } from '../../kit/server-error.ts';
import { partsOfTenant } from '../../trpc/parts-of-tenant.ts';
import type { ServerParts } from '../../trpc/request-context.ts';
import { takeStreamPlace } from '../../trpc/stream-places.ts';
import { accessOfBearer } from '../authenticate.ts';
import { limitMessages } from './limit-messages.ts';
import { refusalIn, SERVER_FAILED } from './stream-refusal.ts';
import { streamSocket, type StreamSocket } from './stream-socket.ts';
import { createSubscription, type Subscription } from './subscription.ts';
import type { TagLookup } from './tag-lookup.ts';

/** A WebSocket, and the request that opened it. */
interface Opened {
  readonly socket: WebSocket;
  readonly request: FastifyRequest;
}

/** Parts that a stream needs. */
interface StreamParts extends ServerParts {
  readonly lookupOf: (collector: Collector) => TagLookup;
}

/** A stream under way. */
interface Stream extends Opened {
  readonly stream: StreamSocket;
  readonly parts: StreamParts;
  /** Tells why, and ends the stream. */
  readonly fail: (error: unknown) => void;
}

const PERMISSION = 'live.read';
const AUTHENTICATION_MS = 10_000;
const GOING_AWAY = 1_001;
const UNSUPPORTED_DATA = 1_003;

/** Serves one stream until it ends: by its peer, with his session or key, or with the server. */
export function serveStream(
  { socket, request }: Opened,
  parts: StreamParts,
  stopping: AbortSignal,
): void {
  const stream = streamSocket(socket);
  const fail = (error: unknown): void => {
    const refusal = refusalIn(error);
    if (refusal === undefined)
      request.log.error({ requestId: request.id, err: error }, 'a stream failed');
    stream.refuse(refusal ?? SERVER_FAILED);
  };
  const limit = limitMessages();
  let subscription: Subscription | undefined;
  const answer = async (data: Buffer): Promise<void> => {
    if (stream.signal.aborted) return;
    const asked = readRequest(data);
    if (!(asked instanceof ServerError) && !limit.letAsk(asked)) throw throttled();
    if (subscription !== undefined) return answerRequest(stream, subscription, asked);
    if (asked instanceof ServerError) throw asked;
    subscription = await openSubscription({ socket, request, stream, parts, fail }, asked);
    clearTimeout(late);
  };
  const late = setTimeout(() => fail(unauthenticated()), AUTHENTICATION_MS);
  let answered = Promise.resolve();
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) return stream.end({ code: UNSUPPORTED_DATA, reason: 'expected text' });
    if (!limit.letIn()) return fail(throttled());
    // One after the other: an answer that nobody reads holds up the next.
    answered = answered.then(() => answer(data)).catch(fail);
    return undefined;
  });
  const stop = (): void => stream.end({ code: GOING_AWAY, reason: 'the server is about to stop' });
  stopping.addEventListener('abort', stop, { once: true });
  stream.signal.addEventListener('abort', () => {
    clearTimeout(late);
    stopping.removeEventListener('abort', stop);
  });
}

/** Reads a message. @returns an error where it is none of the contract's */
function readRequest(data: Buffer): StreamRequest | ServerError {
  let message: unknown;
  try {
    message = JSON.parse(data.toString('utf8'));
  } catch {
    return new ServerError('INPUT_INVALID', 'expected a message of JSON');
  }
  const read = streamRequest.safeParse(message);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return new ServerError(
    'INPUT_INVALID',
    `${issue!.path.join('.') || 'message'}: ${issue!.message}`,
  );
}

/** Finds out who asks, by his first message. @throws ServerError, which ends the stream */
async function openSubscription(opened: Stream, asked: StreamRequest): Promise<Subscription> {
  const { request, stream, parts, fail } = opened;
  if (asked.type !== 'authenticate') throw unauthenticated();
  const access = await accessOfBearer(parts, request, `Bearer ${asked.token}`);
  const tenant = parts.tenants.actingFor(access);
  try {
    requirePermission(access, PERMISSION);
  } catch (error) {
    await recordDenial(tenant, { path: 'stream', permission: PERMISSION });
    throw error;
  }
  endWith(access, stream, fail);
  await stream.send({ type: 'authenticated', ...refOf(asked), username: access.username });
  const readScope = () => tagsInScope(access, PERMISSION, tenant);
  const collector = await partsOfTenant(parts, access.tenantId).findCollector();
  const lookup = parts.lookupOf(collector);
  return createSubscription({ collector, lookup, readScope, stream, onFailed: fail });
}

/** A session has few streams, and each ends with it. */
function endWith(access: Access, stream: StreamSocket, fail: Stream['fail']): void {
  // Its peer has gone meanwhile.
  if (stream.signal.aborted) return;
  const leave = takeStreamPlace(access.signal);
  const end = (): void =>
    fail(new ServerError('UNAUTHENTICATED', 'the session has ended, or its rights have changed'));
  access.signal.addEventListener('abort', end, { once: true });
  stream.signal.addEventListener('abort', () => {
    leave();
    access.signal.removeEventListener('abort', end);
  });
  if (access.signal.aborted) end();
}

async function answerRequest(
  stream: StreamSocket,
  subscription: Subscription,
  asked: StreamRequest | ServerError,
): Promise<void> {
  const ref = asked instanceof ServerError ? {} : refOf(asked);
  try {
    if (asked instanceof ServerError) throw asked;
    if (asked.type === 'authenticate')
      throw new ServerError('CONFLICT', 'the stream has said already who asks: open another one');
    if (asked.type === 'unsubscribe') {
      const tagIds = [...subscription.remove(asked)];
      return await stream.send({ type: 'unsubscribed', ...ref, tagIds });
    }
    const tags = (await subscription.add(asked)).map(({ id, name, unit, dataType }) => ({
      id,
      name,
      unit,
      dataType,
    }));
    return await stream.send({ type: 'subscribed', ...ref, tags });
  } catch (error) {
    const refusal = refusalIn(error, ref.ref);
    if (refusal === undefined) throw error;
    return stream.send(refusal.message);
  }
}

function refOf({ ref }: StreamRequest): { ref?: string } {
  return ref === undefined ? {} : { ref };
}

function throttled(): ServerError {
  return new ServerError('THROTTLED', 'too many messages, or too many tags in them', {
    retryAfterSeconds: 1,
  });
}

function unauthenticated(): ServerError {
  const message = `expected { type: "authenticate", token } within ${AUTHENTICATION_MS / 1_000} s`;
  return new ServerError('UNAUTHENTICATED', message);
}
