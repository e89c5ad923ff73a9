import { auditRouter } from './features/audit/index.ts';
import { calendarsRouter } from './features/calendars/index.ts';
import { displaysRouter } from './features/displays/index.ts';
import { identityRouter } from './features/identity/index.ts';
import { drillingRouter } from './features/drilling/index.ts';
import { keysRouter } from './features/keys/index.ts';
import { jobsRouter } from './features/jobs/index.ts';
import { liveRouter } from './features/live/index.ts';
import { notificationsRouter } from './features/notifications/index.ts';
import { reportsRouter } from './features/reports/index.ts';
import { permissionsRouter, rolesRouter } from './features/roles/index.ts';
import { sessionRouter } from './features/session/index.ts';
import { sessionsRouter } from './features/sessions/index.ts';
import { settingsRouter } from './features/settings/index.ts';
import { statusRouter } from './features/status/index.ts';
import { tagsRouter } from './features/tags/index.ts';
import { tenantsRouter } from './features/tenants/index.ts';
import { trendsRouter } from './features/trends/index.ts';
import { usersRouter } from './features/users/index.ts';
import { createRouter } from './trpc/trpc.ts';

export const router = createRouter({
  audit: auditRouter,
  calendars: calendarsRouter,
  displays: displaysRouter,
  identity: identityRouter,
  drilling: drillingRouter,
  keys: keysRouter,
  jobs: jobsRouter,
  live: liveRouter,
  notifications: notificationsRouter,
  permissions: permissionsRouter,
  reports: reportsRouter,
  roles: rolesRouter,
  session: sessionRouter,
  sessions: sessionsRouter,
  settings: settingsRouter,
  status: statusRouter,
  tags: tagsRouter,
  tenants: tenantsRouter,
  trends: trendsRouter,
  users: usersRouter,
});

/** The server as the console sees it: types only. */
export type AppRouter = typeof router;
