import { about, noInput, settings, updateSettingsInput } from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { readAbout } from './read-about.ts';
import { readSettings } from './read-settings.ts';
import { updateSettings } from './update-settings.ts';

export const settingsRouter = createRouter({
  /** Settings that hold for everybody of the tenant. */
  get: may('configuration.read')
    .input(noInput)
    .output(settings)
    .query(({ ctx }) => ctx.tenant.transaction(readSettings)),
  /** Changes them. Who needs a second factor is changed by those who may change users, and after the password was shown. */
  update: may('configuration.write')
    .input(updateSettingsInput)
    .output(settings)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((opened) => updateSettings(opened, ctx.access, input)),
    ),
  /** Versions, uptime and certificate of the server. */
  about: may('configuration.read')
    .input(noInput)
    .output(about)
    .query(({ ctx }) => ctx.tenant.transaction((opened) => readAbout(opened, ctx))),
});
