import { setTimeout as delay } from 'node:timers/promises';
import type { ModbusReadPlan } from '../modbus/read-plan.ts';
import type { ModbusSourceDefinition } from '../source-definition.ts';
import { StatusCode } from '../status-code.ts';
import { NO_PAYLOAD, pushOutage, type Driver, type DriverHost } from './driver.ts';
import { openModbusConnection, type ModbusConnection } from './modbus-connection.ts';
import { retryDelayMs } from './retry-delay.ts';

const DEFAULT_PORT = 502;
const DEFAULT_POLL_INTERVAL_MS = 1_000;
const DEFAULT_TIMEOUT_MS = 1_000;

// A unit that does not answer holds up the others behind the same endpoint for its time-out: after this many
// it is asked ever more rarely, until it answers.
const TIMEOUTS_BEFORE_PAUSE = 2;
const LONGEST_PAUSE_MS = 10_000;

/** Reads a Modbus TCP endpoint in a fixed rhythm, one request after the other. */
export function startModbusDriver(
  source: ModbusSourceDefinition,
  plans: readonly ModbusReadPlan[],
  host: DriverHost,
): Driver {
  const stopping = new AbortController();
  const done = runConnections(source, plans, host, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function runConnections(
  source: ModbusSourceDefinition,
  plans: readonly ModbusReadPlan[],
  host: DriverHost,
  signal: AbortSignal,
): Promise<void> {
  const { port = DEFAULT_PORT, timeoutMs = DEFAULT_TIMEOUT_MS } = source;
  let attempt = 0;
  while (!signal.aborted) {
    host.stateChanged('connecting');
    try {
      const connection = await openModbusConnection({ host: source.host, port, timeoutMs }, signal);
      attempt = 0;
      host.stateChanged('connected');
      try {
        await poll(connection, source, plans, host, signal);
      } finally {
        connection.close();
      }
    } catch (error) {
      if (signal.aborted) break;
      host.fail((error as Error).message);
      host.stateChanged('disconnected');
      const nowUs = host.nowUs();
      pushOutage(host, plans.length, { status: StatusCode.badNotConnected, sinceUs: () => nowUs });
      await pause(retryDelayMs(attempt++), signal);
    }
  }
  host.stateChanged('stopped');
}

async function poll(
  connection: ModbusConnection,
  { pollIntervalMs = DEFAULT_POLL_INTERVAL_MS }: ModbusSourceDefinition,
  plans: readonly ModbusReadPlan[],
  host: DriverHost,
  signal: AbortSignal,
): Promise<void> {
  const units = new Map<number, UnitHealth>();
  let due = performance.now();
  while (!signal.aborted) {
    for (const [plan, { request }] of plans.entries()) {
      const health = units.get(request.unitId) ?? { timeouts: 0, askAgainAt: 0 };
      if (performance.now() < health.askAgainAt) continue;
      await host.whenReady();
      const payload = await connection.request(request);
      if (signal.aborted) return;
      if (payload === undefined) host.fail(`unit ${request.unitId} did not answer in time`);
      units.set(request.unitId, nextHealth(health, payload !== undefined, pollIntervalMs));
      host.push({
        plan,
        receivedUs: host.nowUs(),
        status: payload === undefined ? StatusCode.badTimeout : StatusCode.good,
        payload: payload ?? NO_PAYLOAD,
      });
    }
    // The rhythm does not drift; rounds that were missed are not made up for.
    due = Math.max(due + pollIntervalMs, performance.now());
    await pause(due - performance.now(), signal);
  }
}

interface UnitHealth {
  readonly timeouts: number;
  /** On the monotonic clock, in milliseconds. */
  readonly askAgainAt: number;
}

function nextHealth(
  { timeouts }: UnitHealth,
  answered: boolean,
  pollIntervalMs: number,
): UnitHealth {
  if (answered) return { timeouts: 0, askAgainAt: 0 };
  const over = timeouts + 1 - TIMEOUTS_BEFORE_PAUSE;
  const pauseMs = over < 0 ? 0 : Math.min(pollIntervalMs * 2 ** over, LONGEST_PAUSE_MS);
  return { timeouts: timeouts + 1, askAgainAt: performance.now() + pauseMs };
}

/** Waits, or returns at once when the driver is to stop. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(Math.max(0, milliseconds), undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
