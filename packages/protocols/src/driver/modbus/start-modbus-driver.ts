import { setTimeout as delay } from 'node:timers/promises';
import type { ModbusReadPlan } from '../../modbus/modbus-read-plan.ts';
import { createUnits, forgetSilence, type UnitHealth } from './unit-health.ts';
import {
  DEFAULT_MODBUS_POLL_INTERVAL_MS,
  DEFAULT_MODBUS_PORT,
  type ModbusSourceDefinition,
} from '../../definition/modbus-source-definition.ts';
import type { Driver, DriverHost } from '../driver.ts';
import { shareModbusEndpoint, type ModbusEndpoint } from './line/modbus-endpoint.ts';
import { createModbusPoller } from './create-modbus-poller.ts';
import { createOverrunWatch } from './create-overrun-watch.ts';
import { describeTroubles } from './describe-troubles.ts';
import { superviseConnection, type Link } from '../supervise-connection.ts';

const DEFAULT_TIMEOUT_MS = 1_000;
/** Allowance for the pauses of dead units, before the supervisor ends a silent life. */
const SLACK_MS = 60_000;
const LONGEST_WAIT_MS = 2_147_483_647;

/** Polls a Modbus endpoint in a fixed rhythm, one request after the other. */
export function startModbusDriver(
  source: ModbusSourceDefinition,
  plans: readonly ModbusReadPlan[],
  host: DriverHost,
): Driver {
  const units = createUnits(plans);
  const blocks = units.flatMap((unit) => unit.blocks);
  const longestSilenceMs = longestSilence(source, plans.length);
  return superviseConnection(host, {
    peer: `${source.host}:${source.port ?? DEFAULT_MODBUS_PORT}`,
    planCount: plans.length,
    openTimeoutMs: longestSilenceMs,
    live: async (link) => live({ source, units, host, longestSilenceMs }, link),
    heardUs: (plan) => blocks.find((block) => block.plan === plan)?.heardUs,
  });
}

/** Every request may time out before it is known that nothing answers. */
function longestSilence(
  {
    timeoutMs = DEFAULT_TIMEOUT_MS,
    pollIntervalMs = DEFAULT_MODBUS_POLL_INTERVAL_MS,
  }: ModbusSourceDefinition,
  planCount: number,
): number {
  const longest = SLACK_MS + 4 * (planCount + 10) * timeoutMs + 4 * pollIntervalMs;
  return Math.min(longest, LONGEST_WAIT_MS);
}

interface Polled {
  readonly source: ModbusSourceDefinition;
  readonly units: readonly UnitHealth[];
  readonly host: DriverHost;
  readonly longestSilenceMs: number;
}

/** Polls for one life: until the connection breaks, or nothing answers over it. */
async function live(polled: Polled, link: Link): Promise<void> {
  const { host: name, port = DEFAULT_MODBUS_PORT, transport = 'tcp' } = polled.source;
  const broken = Promise.withResolvers<never>();
  const share = shareModbusEndpoint({ host: name, port, transport }, broken.reject);
  const over = Promise.withResolvers<never>();
  link.signal.addEventListener('abort', () => over.reject(link.signal.reason), { once: true });
  if (link.signal.aborted) over.reject(link.signal.reason);
  // A connection that other sources have answers on is not new: silent units stay silent.
  if (share.endpoint.heardAt === 0) polled.units.forEach(forgetSilence);
  try {
    await Promise.race([broken.promise, over.promise, pollRounds(polled, link, share.endpoint)]);
  } finally {
    share.leave();
  }
}

async function pollRounds(
  { source, units, host, longestSilenceMs }: Polled,
  link: Link,
  endpoint: ModbusEndpoint,
): Promise<never> {
  const { pollIntervalMs = DEFAULT_MODBUS_POLL_INTERVAL_MS, timeoutMs = DEFAULT_TIMEOUT_MS } =
    source;
  const { acceptUnitIds = [], acceptAnyTransactionId = false } = source;
  let heldMs = 0;
  const round = createModbusPoller({
    host,
    link,
    endpoint,
    units,
    pollIntervalMs,
    options: { timeoutMs, acceptUnitIds, acceptAnyTransactionId },
    async untilReady() {
      const ready = host.whenReady();
      if (ready === undefined) return;
      const since = performance.now();
      // The host delays the round, not the peer.
      link.expectEvery(LONGEST_WAIT_MS);
      await ready;
      link.signal.throwIfAborted();
      link.expectEvery(longestSilenceMs);
      heldMs += performance.now() - since;
    },
  });
  const watchRound = createOverrunWatch(pollIntervalMs);
  let due = performance.now();
  for (;;) {
    const begunAt = performance.now();
    heldMs = 0;
    await round();
    link.signal.throwIfAborted();
    const overrun = watchRound(performance.now() - begunAt - heldMs);
    link.trouble(describeTroubles(units, source.tags, overrun));
    // The rhythm does not drift; missed rounds are not repeated.
    due = Math.max(due + pollIntervalMs, performance.now());
    await delay(Math.max(0, due - performance.now()), undefined, { signal: link.signal });
  }
}
