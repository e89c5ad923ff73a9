import { setTimeout as delay } from 'node:timers/promises';
import { StatusCode } from '../sample/status-code.ts';
import { ConnectionFailure, describeFailure } from './connection-failure.ts';
import { pushOutage, type Driver, type DriverHost } from './driver.ts';
import { retryDelayMs } from './retry-delay-ms.ts';

/** One life of a connection, from its opening to its end. */
export interface Link {
  /** Aborts when this life ends: the driver stops, or the peer was silent for too long. */
  readonly signal: AbortSignal;
  /** Notes a sign that the peer does its work. The first one makes the source connected. */
  heard(): void;
  /** Sets the longest silence from now on, in milliseconds; a longer one ends this life. */
  expectEvery(milliseconds: number): void;
  /** Reports why some tags get no samples; undefined when all do. */
  trouble(reason: string | undefined): void;
}

/** A connection that a supervisor keeps alive. */
interface Supervised {
  /** The peer as reasons name it: `host:port`. */
  readonly peer: string;
  readonly planCount: number;
  /** Longest time from the beginning of a life to the peer's first sign, in milliseconds. */
  readonly openTimeoutMs: number;
  /** Longest pause between two lives, in milliseconds, before it is spread. @default 15000 */
  readonly longestPauseMs?: number;
  /**
   * Connects, and works until the connection ends. It closes what it opened, rejects with the reason, and resolves only after
   * `link.signal` has aborted.
   */
  readonly live: (link: Link) => Promise<void>;
  /** Gives the time at which a plan was heard last, microseconds since 1970. @default now */
  readonly heardUs?: (plan: number) => number | undefined;
}

/** A life that does not end on the signal is abandoned after this time. */
const LEAVE_AFTER_MS = 2_000;

const PLAIN_FAILURE = { status: StatusCode.badNotConnected, retryAfterMs: 0 } as const;

/**
 * Keeps a connection alive, one life after the other. The pauses between them grow, and become short again only after a life in which
 * the peer was heard. A silence that is too long ends a life. Between two lives every tag of the source is Bad, with the reason.
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
    // The reason of the silence says more than the error that it caused.
    return { failure: silence.signal.aborted ? silence.signal.reason : error, wasHeard };
  } finally {
    watchdog.end();
    // Work that the life left running sees by the signal that it is over.
    silence.abort();
  }
}

/** Resolves `LEAVE_AFTER_MS` after the signal. */
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

/** Needs one timer for many signs: when it fires, it looks how long ago the last sign was. */
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

/** Waits; returns at once when the signal aborts. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
