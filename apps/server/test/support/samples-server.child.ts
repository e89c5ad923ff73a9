import { createHistorian } from '@varve/historian';
import pino from 'pino';
import { createServer } from '../../src/http/create-server.ts';
import { openSecurity } from '../../src/kit/access/security.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import { historianParts } from './historian-parts.ts';
import { SAMPLES_SOURCE } from './samples-source.ts';

// A server with a historian that a test kills: it tells its parent the address.

process.on('disconnect', () => process.exit(1));
process.on('message', ({ database, directory }: { database: string; directory: string }) => {
  void start(database, directory);
});
process.send!({ loaded: true });

async function start(database: string, directory: string): Promise<void> {
  const historian = await createHistorian({ database, directory, sources: [SAMPLES_SOURCE] });
  const tenants = await openTenants(database, 'default');
  const security = await openSecurity({ directory, database, tenants });
  const server = await createServer(historianParts(historian, tenants, security), {
    logger: pino({ level: 'silent' }),
  });
  process.send!({ address: await server.listen({ host: '127.0.0.1', port: 0 }) });
}
