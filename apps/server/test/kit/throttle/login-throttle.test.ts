import { beforeEach, describe, expect, test } from 'vitest';
import {
  createLoginThrottle,
  type LoginAttempt,
  type LoginThrottle,
} from '../../../src/kit/throttle/login-throttle.ts';

const MINUTE_MS = 60_000;
const ANA: LoginAttempt = {
  tenant: 'north',
  username: 'ana',
  address: '192.0.2.1',
  isKnownDevice: false,
};

let nowMs: number;
let throttle: LoginThrottle;

beforeEach(() => {
  nowMs = 1_000_000;
  throttle = createLoginThrottle({ nowMs: () => nowMs });
});

/** Seconds that the attempt has to wait; null where it was let in, and wrong. */
function guess(changed: Partial<LoginAttempt> = {}): number | null {
  const attempt = { ...ANA, ...changed };
  const delay = throttle.check(attempt);
  if (delay === null) throttle.failed(attempt);
  return delay === null ? null : delay.retryAfterSeconds;
}

function guessTimes(times: number, changed?: Partial<LoginAttempt>): (number | null)[] {
  return Array.from({ length: times }, () => guess(changed));
}

/** Whether the attempt is let in; nothing is counted. */
function isFree(changed: Partial<LoginAttempt> = {}): boolean {
  const attempt = { ...ANA, ...changed };
  const isLetIn = throttle.check(attempt) === null;
  if (isLetIn) throttle.dropped(attempt);
  return isLetIn;
}

describe('a user from one network', () => {
  test('has five wrong passwords in a minute; the sixth is refused', () => {
    expect(guessTimes(6)).toEqual([null, null, null, null, null, 30]);
  });

  test('waits twice as long after each further wrong one, up to 15 minutes', () => {
    guessTimes(5);
    const waits: number[] = [];
    for (let hold = 0; hold < 8; hold += 1) {
      const seconds = guess()!;
      waits.push(seconds);
      nowMs += seconds * 1_000 - 1;
      expect(guess()).toBe(1);
      nowMs += 1;
      expect(guess()).toBe(null);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  test('has five again an hour after the end of a hold', () => {
    guessTimes(5);
    nowMs += 30_000 + 60 * MINUTE_MS;
    expect(guessTimes(6)).toEqual([null, null, null, null, null, 30]);
  });

  test('is let in again when its wrong passwords are a minute old', () => {
    for (let minute = 0; minute < 3; minute += 1) {
      expect(guessTimes(4)).toEqual([null, null, null, null]);
      nowMs += MINUTE_MS;
    }
    expect(guessTimes(4)).toEqual([null, null, null, null]);
  });

  test('gains nothing by a batch, whose attempts all begin before one has ended', () => {
    const delays = Array.from({ length: 200 }, () => throttle.check(ANA));
    expect(delays.filter((delay) => delay === null)).toHaveLength(5);
    expect(delays.at(-1)).toEqual({ retryAfterSeconds: 1 });
    for (let index = 0; index < 5; index += 1) throttle.failed(ANA);
    expect(guess()).toBe(30);
  });

  test('is forgotten when he logs in', () => {
    guessTimes(4);
    expect(throttle.check(ANA)).toBe(null);
    throttle.succeeded(ANA);
    expect(guessTimes(6)).toEqual([null, null, null, null, null, 30]);
  });

  test('logs in a hundred times in a minute', () => {
    for (let login = 0; login < 100; login += 1) {
      expect(throttle.check(ANA)).toBe(null);
      throttle.succeeded(ANA);
    }
  });

  test('does not pay for attempts that were not verified', () => {
    for (let attempt = 0; attempt < 100; attempt += 1) expect(isFree()).toBe(true);
  });

  test('pays for an attempt that nobody ended for a minute', () => {
    for (let attempt = 0; attempt < 5; attempt += 1) throttle.check(ANA);
    expect(guess()).toBe(1);
    nowMs += MINUTE_MS;
    expect(guess()).toBe(null);
  });

  test.each([
    ['whatever the case of the name', { username: 'ANA' }],
    ['in any spelling of the name', { username: 'ａｎａ' }],
    ['from the same address mapped into IPv6', { address: '::ffff:192.0.2.1' }],
  ])('is the same %s', (_, changed) => {
    guessTimes(5);
    expect(guess(changed)).toBe(30);
  });

  test('is the same from any address of an IPv6 /64', () => {
    guessTimes(5, { address: '2001:db8:0:1::1' });
    expect(guess({ address: '2001:db8:0:1:ffff:ffff:ffff:ffff' })).toBe(30);
    expect(guess({ address: '2001:db8:0:2::1' })).toBe(null);
  });

  test.each([
    ['of another name', { username: 'ben' }],
    ['of another tenant', { tenant: 'south' }],
    ['at another address', { address: '192.0.2.2' }],
  ])('is another one than a user %s', (_, changed) => {
    guessTimes(5);
    expect(isFree(changed)).toBe(true);
  });

  test('cannot pass for another one by signs in names', () => {
    guessTimes(5, { tenant: 'a', username: 'b","c' });
    expect(isFree({ tenant: 'a","b', username: 'c' })).toBe(true);
  });
});

describe('a colleague whom a stranger attacks', () => {
  test('logs in from his device at the same address', () => {
    guessTimes(50);
    expect(isFree({ isKnownDevice: true })).toBe(true);
  });

  test('logs in from a new device at another address at once', () => {
    for (let host = 1; host <= 200; host += 1) guessTimes(10, { address: `198.51.100.${host}` });
    expect(isFree()).toBe(true);
    expect(isFree({ isKnownDevice: true })).toBe(true);
  });

  test('does not free the stranger at his address when he logs in from his device', () => {
    guessTimes(5);
    const mine = { ...ANA, isKnownDevice: true };
    expect(throttle.check(mine)).toBe(null);
    throttle.succeeded(mine);
    expect(guess()).toBe(30);
  });

  test('is held himself where his device gives five wrong passwords', () => {
    expect(guessTimes(6, { isKnownDevice: true })).toEqual([null, null, null, null, null, 30]);
  });
});

describe('a user who is tried from many networks', () => {
  beforeEach(() => {
    for (let host = 1; host <= 5; host += 1) guessTimes(4, { address: `198.51.100.${host}` });
  });

  test('has one wrong password from each further network', () => {
    expect(guessTimes(2, { address: '203.0.113.1' })).toEqual([null, 30]);
    expect(guessTimes(2, { address: '203.0.113.2' })).toEqual([null, 30]);
  });

  test('has five from his device', () => {
    expect(guessTimes(5, { isKnownDevice: true })).toEqual([null, null, null, null, null]);
  });

  test('leaves other users as they were', () => {
    expect(guessTimes(5, { username: 'ben' })).toEqual([null, null, null, null, null]);
  });
});

describe('a network from which many users are tried', () => {
  beforeEach(() => {
    for (let user = 0; user < 30; user += 1) guess({ username: `user${user}` });
  });

  test('is held for all users without a known device', () => {
    expect(guess()).toBe(30);
    nowMs += 30_000;
    expect(guess()).toBe(null);
    expect(guess({ username: 'ben' })).toBe(60);
  });

  test('is not freed by an account of its own', () => {
    nowMs += 30_000;
    expect(throttle.check(ANA)).toBe(null);
    throttle.succeeded(ANA);
    expect(guess()).toBe(null);
    expect(guess({ username: 'ben' })).toBe(60);
  });

  test('lets known devices in', () => {
    expect(isFree({ isKnownDevice: true })).toBe(true);
  });

  test('leaves other networks alone', () => {
    expect(isFree({ address: '192.0.2.2' })).toBe(true);
  });
});
