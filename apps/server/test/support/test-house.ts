import { createHistorian, type Historian } from '@varve/historian';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { expect, vi } from 'vitest';
import { openTenants } from '../../src/kit/tenants.ts';
import { openSecurity } from '../../src/kit/access/security.ts';
import { historianParts } from './historian-parts.ts';
import { testAccess } from './test-access.ts';
import type { RequestContext } from '../../src/trpc/request-context.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

/** Time of the first sample of each tag; the others follow a minute apart. */
export const START_MS = Date.parse('2026-01-01T00:00:00Z');

/** Samples of each tag of numbers. */
export const SAMPLES = 10;

/** A historian with stored samples of a pressure, a pump and a note, and the context of its calls. */
export interface TestHouse extends AsyncDisposable {
  readonly context: RequestContext;
  /** Ids of the pressure, the pump and the note. */
  readonly tagIds: readonly [number, number, number];
  /** Writes that the pump is off, a minute after its last sample. */
  stopPump(): Promise<void>;
}

/** Starts a database and a historian, and writes samples until they are stored. */
export async function startTestHouse(): Promise<TestHouse> {
  await using started = new AsyncDisposableStack();
  const database = started.use(await startTestDatabase());
  await database.query("SELECT internal.found_tenant('default')");
  const historian = started.use(await startHistorian(database));
  const tenants = started.use(await openTenants(database.connectionString, 'default'));
  const security = started.use(
    await openSecurity({
      directory: database.directory,
      database: database.connectionString,
      tenants,
    }),
  );
  await writeSamples(historian);
  // Texts and counts too: a row of a number is seen before them.
  const allStored = () => expect(historian.stats().spool.blocks).toBe(0);
  await vi.waitFor(allStored, { timeout: 60_000 });
  const [pressure, pump, note] = historian.tags.map(({ id }) => id);
  const running = started.move();
  return {
    context: {
      ...historianParts(historian, tenants, security),
      access: testAccess(tenants.home.tenantId),
      giveTokens: () => Promise.resolve(null),
    },
    tagIds: [pressure!, pump!, note!],
    async stopPump() {
      const batch = createSampleBatch(1);
      appendSample(batch, 1, (START_MS + SAMPLES * 60_000) * 1_000, 0, StatusCode.good);
      await historian.write(batch);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function startHistorian({ connectionString, directory }: TestDatabase): Promise<Historian> {
  return createHistorian({
    database: connectionString,
    directory,
    flushIntervalMs: 20,
    workers: 1,
    sources: [
      {
        name: 'program',
        protocol: 'program',
        tags: [
          { name: 'pressure', unit: 'psi', range: { low: 0, high: 500 } },
          { name: 'pump', dataType: 'digital', states: ['Off', 'On'] },
          { name: 'note', dataType: 'text' },
        ],
      },
    ],
  });
}

/** Pressures that rise, one of them Bad, a pump that goes off and on, and one note. */
async function writeSamples(historian: Historian): Promise<void> {
  const batch = createSampleBatch(2 * SAMPLES);
  for (let number = 0; number < SAMPLES; number++) {
    const timeUs = (START_MS + number * 60_000) * 1_000;
    const isBad = number === 3;
    const status = isBad ? StatusCode.badNoCommunication : StatusCode.good;
    appendSample(batch, 0, timeUs, isBad ? Number.NaN : 100 + number, status);
    appendSample(batch, 1, timeUs, number % 2, StatusCode.good);
  }
  await historian.write(batch);
  await historian.writeTexts([
    { tag: 2, timeUs: START_MS * 1_000, value: 'choke changed', status: StatusCode.good },
  ]);
}
