import { hash } from 'node:crypto';
import { clientNetwork } from '../network/client-network.ts';
import {
  createAttemptCounter,
  type AttemptCounter,
  type AttemptCounterOptions,
  type CountedAttempt,
} from './attempt-counter.ts';

/** Who tries to log in, and from where. */
export interface LoginAttempt {
  readonly tenant: string;
  /** As it was typed, whether there is such a user or not. */
  readonly username: string;
  /** Address of the client. */
  readonly address: string;
  /** Whether the client proved that this user has logged in from it before. */
  readonly isKnownDevice: boolean;
}

/** Refusal of an attempt. */
interface LoginDelay {
  /** From now, at least 1. */
  readonly retryAfterSeconds: number;
}

/** Slows down whoever guesses passwords. */
export interface LoginThrottle {
  /**
   * Asks for leave to verify one password. Null gives it: the attempt then counts as a wrong one until it is told how it ended,
   * by one of `failed`, `succeeded` and `dropped`.
   */
  check(attempt: LoginAttempt): LoginDelay | null;
  /** The password, or the code of the second factor, was wrong. */
  failed(attempt: LoginAttempt): void;
  /** The user is logged in: after the second factor, where he has one. */
  succeeded(attempt: LoginAttempt): void;
  /** Nothing was verified, by an error or because the hash queue was full. */
  dropped(attempt: LoginAttempt): void;
}

/** Options of `createLoginThrottle`. */
export interface LoginThrottleOptions {
  /** The clock; it only has to go forward. */
  readonly nowMs: () => number;
}

const HOUR_MS = 3_600_000;
const HOLDS: Pick<
  AttemptCounterOptions,
  'firstHoldMs' | 'longestHoldMs' | 'memoryMs' | 'capacity'
> = {
  firstHoldMs: 30_000,
  longestHoldMs: 900_000,
  memoryMs: HOUR_MS,
  capacity: 10_000,
};
/** A user from a network: the sixth wrong password in a minute is refused. */
const PAIR_LIMITS = { ...HOLDS, limit: 5, windowMs: 60_000 };
/** A network, whatever the users: as many wrong passwords as a crew types at the change of its shift. */
const NETWORK_LIMITS = { ...HOLDS, limit: 30, windowMs: 300_000 };
/** A user, whatever the networks. */
const USER_LIMITS = { ...HOLDS, limit: 20, windowMs: HOUR_MS };
/** Wrong passwords that a network without a known device has for a user whom many networks try. */
const SUSPICIOUS_LIMIT = 1;

/**
 * Makes the throttle of all log-ins of a process. Only wrong passwords count.
 *
 * - Five wrong passwords in a minute for one user from one network (an IPv4 address, an IPv6 /64) hold that pair for 30 s. Each
 *   wrong one after that holds it for twice as long as before, up to 15 minutes. A log-in clears the pair.
 * - Thirty wrong ones in five minutes from one network, whatever the users, hold the network in the same way.
 * - Twenty wrong ones in an hour for one user, whatever the networks, hold nobody: each network then has one wrong password
 *   instead of five.
 * - A known device has its own pair, and neither of the other two limits. Whatever a stranger does, from the same network too,
 *   a user logs in from his device; from a new one he does, unless the stranger shares the network.
 *
 * Attempts are counted as they begin, one by one: a batch of calls, or many at the same time, gain nothing.
 *
 * Memory is bounded: 10,000 keys of fixed length, twice, for each of the three. A hold is washed away by 10,000 newer ones only,
 * 50,000 wrong passwords for pairs. At two hashes of 58 ms at a time that takes 24 minutes, longer than the longest hold.
 */
export function createLoginThrottle({ nowMs }: LoginThrottleOptions): LoginThrottle {
  const placesOf = createPlaces(nowMs);
  return {
    check(attempt) {
      const places = placesOf(attempt);
      const waitsMs = places
        .filter(({ holds }) => holds)
        .map(({ counter, counted }) => counter.waitMs(counted));
      const waitMs = Math.max(...waitsMs);
      if (waitMs > 0) return { retryAfterSeconds: Math.ceil(waitMs / 1_000) };
      for (const { counter, counted } of places) counter.begin(counted);
      return null;
    },
    failed(attempt) {
      for (const { counter, counted } of placesOf(attempt)) counter.fail(counted);
    },
    succeeded(attempt) {
      // Whoever has an account of his own must not clear the network by it.
      const [pair, ...others] = placesOf(attempt);
      pair.counter.forgive(pair.counted);
      for (const { counter, counted } of others) counter.drop(counted);
    },
    dropped(attempt) {
      for (const { counter, counted } of placesOf(attempt)) counter.drop(counted);
    },
  };
}

/** Where an attempt is counted. */
interface Place {
  readonly counter: AttemptCounter;
  readonly counted: CountedAttempt;
  /** Whether an attempt waits for it. */
  readonly holds: boolean;
}

/** Finds where an attempt is counted: for its pair, and unless the device is known, for its network and its user. */
function createPlaces(nowMs: () => number): (attempt: LoginAttempt) => [Place, ...Place[]] {
  const pairs = createAttemptCounter(PAIR_LIMITS);
  const networks = createAttemptCounter(NETWORK_LIMITS);
  const users = createAttemptCounter(USER_LIMITS);

  return ({ tenant, username, address, isKnownDevice }) => {
    const now = nowMs();
    const at = (...parts: readonly unknown[]) => ({ key: keyOf(parts), nowMs: now });
    const network = clientNetwork(address);
    // PostgreSQL compares user names in lower case. Here more names may be the same, never fewer.
    const user = username.normalize('NFKC').toLowerCase();
    const pair = at(tenant, user, network, isKnownDevice);
    if (isKnownDevice) return [{ counter: pairs, counted: pair, holds: true }];
    const ofUser = at(tenant, user);
    const isSuspicious = users.waitMs(ofUser) > 0;
    const counted = isSuspicious ? { ...pair, limit: SUSPICIOUS_LIMIT } : pair;
    return [
      { counter: pairs, counted, holds: true },
      { counter: networks, counted: at(network), holds: true },
      { counter: users, counted: ofUser, holds: false },
    ];
  };
}

/** A key of fixed length, whatever was typed. */
function keyOf(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64');
}
