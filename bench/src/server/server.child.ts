import { createLogger } from '@varve/server/create-logger';
import { startApplication, type Application } from '@varve/server/start-application';
import { startFeeder, type Feeder } from './feeder.ts';
import { BENCH_SOURCE, TENANT } from './server-order.ts';
import type { ServerOrder, ServerReport } from './server-order.ts';

// A whole Varve without a database of its own, whose samples come from within: what devices cost is no part of it.
const tell = (report: ServerReport): void => void process.send!(report);

let application: Application | undefined;
let feeder: Feeder | undefined;

async function start({ database, directory, tagCount }: ServerOrder & { kind: 'start' }) {
  const tags = Array.from({ length: tagCount }, (_, at) => ({
    name: `area-${at % 50}/well-${at % 2_000}/point-${at}`,
    description: `Presión de cabeza ${at}`,
    unit: 'psi',
  }));
  application = await startApplication({
    directory,
    database,
    tenant: TENANT,
    sources: [{ name: BENCH_SOURCE, protocol: 'program', tags }],
    host: '127.0.0.1',
    // The next free one from the default on.
    port: undefined,
    // Each caller has an address of his own.
    trustedProxies: ['127.0.0.1'],
    consoleFolder: undefined,
    logger: await createLogger('error'),
    onProgress: (step) => void process.stderr.write(`${step}\n`),
  });
  const { address, historian } = application;
  // Varve's own figures are not fed from here.
  const given = new Set(tags.map(({ name }) => name));
  const fed = historian.tags.filter(({ definition }) => given.has(definition.name));
  feeder = startFeeder(
    historian,
    fed.map(({ position }) => position),
  );
  tell({ kind: 'ready', address, tagIds: fed.map(({ id }) => id) });
}

async function obey(order: ServerOrder): Promise<void> {
  if (order.kind === 'start') await start(order);
  else if (order.kind === 'feed') feeder!.feed(order.rate);
  else if (order.kind === 'take') tell({ kind: 'taken', ...feeder!.take() });
  else {
    await feeder?.stop();
    await application?.stop();
    tell({ kind: 'stopped' });
    process.disconnect!();
  }
}

process.on('message', (order) => void obey(order as ServerOrder));
// Whoever measures is gone: nothing is left running.
process.on('disconnect', () => process.exit());
tell({ kind: 'loaded' });
