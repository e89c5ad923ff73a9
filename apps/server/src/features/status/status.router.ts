import { health, readHealthInput } from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { readHealth } from './read-health.ts';

export const statusRouter = createRouter({
  /** How collector, database and server are doing. */
  health: may('status.read')
    .input(readHealthInput)
    .output(health)
    .query(({ ctx: { collector, reader, server } }) => readHealth({ collector, reader, server })),
});
