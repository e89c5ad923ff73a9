import { createHistorian, type Historian } from '@varve/historian';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { followCollectors } from '../../src/kit/follow-collectors.ts';
import { publishCollector } from '../../src/kit/publish-collector.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import { historianCollector } from '../../src/main/historian-collector.ts';
import type { TestDatabase } from './test-database.ts';

/** Makes the two halves on a database. @param onFailed - told when either loses the database */
export function twoHalves(database: () => TestDatabase, onFailed: (reason: string) => void) {
  /** A collector of a tenant with a number and a text, that tells of itself. */
  async function collect(name: string, tenant = 'acme', toldTo = database().connectionString) {
    await using started = new AsyncDisposableStack();
    const historian = started.use(
      await createHistorian({
        database: database().connectionString,
        tenant,
        directory: `${database().directory}/${name}`,
        sources: [
          {
            name,
            protocol: 'program',
            tags: [
              { name: `${name}/level`, unit: 'm' },
              { name: `${name}/recipe`, dataType: 'text' },
            ],
          },
        ],
      }),
    );
    const published = publishCollector({
      collector: historianCollector(historian),
      spoolId: historian.spoolId,
      database: toldTo,
      tenant,
      onFailed,
    });
    started.use(published);
    const running = started.move();
    const [level, recipe] = historian.tags;
    return {
      historian,
      published,
      level: level!.id,
      recipe: recipe!.id,
      [Symbol.asyncDispose]: () => running.disposeAsync(),
    };
  }

  async function follow(tenant = 'acme', connectionString = database().connectionString) {
    const opened = await openTenants(connectionString, tenant);
    const collector = await followCollectors({
      database: connectionString,
      tenant: opened.home,
      onFailed,
    });
    return {
      ...collector,
      async [Symbol.asyncDispose]() {
        await collector[Symbol.asyncDispose]();
        await opened[Symbol.asyncDispose]();
      },
    };
  }

  return { collect, follow };
}

/** Stores a value of a collector's first tag. @returns its time, in milliseconds since 1970 */
export async function writeLevel(historian: Historian, value: number, timeUs = Date.now() * 1_000) {
  const batch = createSampleBatch(1);
  appendSample(batch, historian.tags[0]!.position, timeUs, value, StatusCode.good);
  await historian.write(batch);
  return timeUs / 1_000;
}
