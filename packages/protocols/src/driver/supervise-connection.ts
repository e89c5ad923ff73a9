import { setTimeout as delay } from 'node:timers/promises';
import { StatusCode } from '../sample/status-code.ts';
import { ConnectionFailure, describeFailure } from './connection-failure.ts';
import { pushOutage, type Driver, type DriverHost } from './driver.ts';
import { retryDelayMs } from './retry-delay-ms.ts';

/** One life of a connection, from its opening to its end. */
export interface Link {
  /** Aborts when this life is over: the driver stops, or nothing was heard for too long. */
  readonly signal: AbortSignal;
  /** Something came that only a peer which does its work sends. From the first time on the source is connected. */
  heard(): void;
  /** What must be heard at least this often from here on, in milliseconds; a longer silence ends this life. */
  expectEvery(milliseconds: number): void;
  /** A part of what was asked for does not come, and why; undefined when all of it does. */
  trouble(reason: string | undefined): void;
}

/** What a supervisor keeps alive. */
interface Supervised {
  /** What is connected to, for reasons: `host:port`. */
  readonly peer: string;
  readonly planCount: number;
  /** Longest time from the beginning of a life to the first word of the peer, in milliseconds. */
  readonly openTimeoutMs: number;
  /** Longest pause between two lives, in milliseconds, before it is spread. @default 15000 */
  readonly longestPauseMs?: number;
  /**
   * Connects, and works until the connection ends. It closes what it opened, rejects with the reason, and resolves only after
   * `link.signal` has aborted.
   */
  readonly live: (link: Link) => Promise<void>;
  /** When a plan was heard last, microseconds since 1970. @default now */
  readonly heardUs?: (plan: number) => number | undefined;
}

/** A life that does not end when it is told to is left behind after this. */
const LEAVE_AFTER_MS = 2_000;

const PLAIN_FAILURE = { status: StatusCode.badNotConnected, retryAfterMs: 0 } as const;

/**
 * Keeps a connection alive: one life after the other, with growing pauses that begin anew only after a life in which something was
 * heard. A life in which nothing is heard for too long is ended. Between two lives every tag of the source is Bad, with the reason.
 */
export function superviseConnection(host: DriverHost, supervised: Supervised): Driver {
  const stopping = new AbortController();
  const done = keepAlive(host, supervised, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function keepAlive(
  host: DriverHost,
  supervised: Supervised,
  stopping: AbortSignal,
): Promise<void> {
  const { peer, planCount, longestPauseMs, heardUs } = supervised;
  let attempt = 0;
  let reason: string | undefined;
  while (!stopping.aborted) {
    host.stateChanged('connecting', reason);
    const { failure, wasHeard } = await liveOnce(host, supervised, stopping);
    if (stopping.aborted) break;
    reason = describeFailure(failure, peer);
    host.fail(reason);
    host.stateChanged('disconnected', reason);
    const nowUs = host.nowUs();
    const { status, retryAfterMs } = failure instanceof ConnectionFailure ? failure : PLAIN_FAILURE;
    pushOutage(host, planCount, { status, sinceUs: (plan) => heardUs?.(plan) ?? nowUs });
    if (wasHeard) attempt = 0;
    await pause(Math.max(retryDelayMs(attempt++, longestPauseMs), retryAfterMs), stopping);
  }
  host.stateChanged('stopped');
}

/** How a life ended. */
interface Ended {
  readonly failure: unknown;
  readonly wasHeard: boolean;
}

async function liveOnce(
  host: DriverHost,
  { peer, openTimeoutMs, live }: Supervised,
  stopping: AbortSignal,
): Promise<Ended> {
  const silence = new AbortController();
  const signal = AbortSignal.any([stopping, silence.signal]);
  const watchdog = createWatchdog((silentMs) => {
    silence.abort(
      new ConnectionFailure(`${peer}: nothing was heard for ${Math.round(silentMs)} ms`),
    );
  });
  let wasHeard = false;
  let trouble: string | undefined;
  const tell = (): void => {
    if (!wasHeard || signal.aborted) return;
    if (trouble === undefined) host.stateChanged('connected');
    else host.stateChanged('degraded', trouble);
  };
  watchdog.expectEvery(openTimeoutMs);
  try {
    const life = live({
      signal,
      heard() {
        watchdog.heard();
        if (wasHeard) return;
        wasHeard = true;
        tell();
      },
      expectEvery: (milliseconds) => watchdog.expectEvery(milliseconds),
      trouble(reason) {
        if (reason === trouble) return;
        trouble = reason;
        if (reason !== undefined) host.fail(reason);
        tell();
      },
    });
    await Promise.race([life, leftBehind(signal)]);
    return { failure: silence.signal.reason ?? new Error('ended'), wasHeard };
  } catch (error) {
    // Why a life was ended says more than how it took it.
    return { failure: silence.signal.aborted ? silence.signal.reason : error, wasHeard };
  } finally {
    watchdog.end();
    // Whatever the life left running is to see that it is over.
    silence.abort();
  }
}

/** Resolves some time after the end was asked for. */
async function leftBehind(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (signal.aborted) resolve();
  await promise;
  await delay(LEAVE_AFTER_MS, undefined, { ref: false });
}

interface Watchdog {
  heard(): void;
  expectEvery(milliseconds: number): void;
  end(): void;
}

/** One timer for many words: it looks when it is due how long it is since the last. */
function createWatchdog(bark: (silentMs: number) => void): Watchdog {
  let limitMs = 0;
  let heardAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const silentMs = performance.now() - heardAt;
    if (silentMs >= limitMs) bark(silentMs);
    else timer = setTimeout(look, limitMs - silentMs);
  };
  return {
    heard: () => void (heardAt = performance.now()),
    expectEvery(milliseconds) {
      limitMs = milliseconds;
      heardAt = performance.now();
      clearTimeout(timer);
      timer = setTimeout(look, milliseconds);
    },
    end: () => clearTimeout(timer),
  };
}

/** Waits, or returns at once when the driver is to stop. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
