import { pairDisplayInput, pairedDisplay } from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { pairDisplay } from './pair-display.ts';

export const displaysRouter = createRouter({
  /** Lets in the screen on a wall that shows a code. */
  pair: may('sessions.manage')
    .input(pairDisplayInput)
    .output(pairedDisplay)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => pairDisplay(tx, access, input)),
    ),
});
