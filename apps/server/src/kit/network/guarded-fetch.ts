import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { ServerError } from '../server-error.ts';
import type { AllowedPeer, OutboundGuard } from './outbound-guard.ts';

/** A call to a peer whose address a user gave. */
export interface OutboundCall {
  /** `https:`, or `http:` to a listed network. */
  readonly url: string;
  /** @default 'POST' */
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** @default none */
  readonly body?: string;
  /** @default 10 s, for everything from the name server to the last byte of the answer */
  readonly timeoutMs?: number;
}

/** Answer of a peer. */
export interface OutboundAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  /** The first 64 KiB; the rest is not read. */
  readonly body: string;
}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 65_536;

/**
 * Asks a peer outside. It goes to addresses that the guard has allowed and to no other, follows no redirect, and knows no proxy.
 *
 * @throws ServerError ADDRESS_REFUSED, HOST_UNKNOWN; PEER_FAILED when it does not answer in time or the connection breaks
 */
export async function guardedFetch(
  guard: OutboundGuard,
  call: OutboundCall,
): Promise<OutboundAnswer> {
  const { timeoutMs = TIMEOUT_MS } = call;
  const url = new URL(call.url);
  const signal = AbortSignal.timeout(timeoutMs);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  const answer = (async () => {
    const peer = await guard.resolve(url.hostname);
    requireAllowed(url, peer);
    return send(url, peer, { ...call, signal });
  })();
  try {
    // A name server that is silent is not waited for either.
    return await Promise.race([answer, late]);
  } catch (error) {
    if (error instanceof ServerError) throw error;
    const reason = signal.aborted
      ? `no answer within ${timeoutMs / 1_000} s`
      : (error as Error).message;
    throw new ServerError('PEER_FAILED', `${url.host}: ${reason}`, { cause: error });
  } finally {
    answer.catch(() => undefined);
    late.catch(() => undefined);
  }
}

function requireAllowed(url: URL, { isListed }: AllowedPeer): void {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isListed)) return;
  throw new ServerError(
    'ADDRESS_REFUSED',
    `${url.host}: expected https, since http is for listed networks only`,
  );
}

async function send(
  url: URL,
  { addresses }: AllowedPeer,
  { method = 'POST', headers, body, signal }: OutboundCall & { readonly signal: AbortSignal },
): Promise<OutboundAnswer> {
  const lookup: LookupFunction = (_host, options, callback) => {
    const [{ address, family }] = addresses as [AllowedPeer['addresses'][0]];
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, address, family);
  };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const bytes = Buffer.from(body ?? '');
  request(url, {
    method,
    agent: false,
    lookup,
    signal,
    headers: method === 'GET' ? headers : { ...headers, 'content-length': bytes.length },
  })
    .on('response', resolve)
    .on('error', reject)
    .end(bytes);
  const response = await promise;
  return {
    status: response.statusCode!,
    contentType: response.headers['content-type'],
    body: await startOf(response),
  };
}

async function startOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}
