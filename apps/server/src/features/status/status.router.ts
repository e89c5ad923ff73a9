import { health, readHealthInput } from '@varve/contract';
import { tagsInScope } from '../../kit/access/tags-in-scope.ts';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { healthInScope } from './health-in-scope.ts';
import { readHealth } from './read-health.ts';

export const statusRouter = createRouter({
  /** How collector, database and server are doing. */
  health: may('status.read')
    .input(readHealthInput)
    .output(health)
    .query(async ({ ctx: { access, tenant, findCollector, reader, server } }) => {
      const scope = await tagsInScope(access, 'status.read', tenant);
      const collector = await findCollector();
      return healthInScope(await readHealth({ collector, reader, server }), collector, scope);
    }),
});
