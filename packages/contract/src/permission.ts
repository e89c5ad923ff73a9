import { z } from 'zod';
import { auditPermissions } from './audit.ts';
import { identityPermissions } from './identity-permissions.ts';
import { configurationPermissions } from './configuration-permissions.ts';
import { drillingPermissions } from './drilling-permissions.ts';
import { keysPermissions } from './keys-permissions.ts';
import { livePermissions } from './live.ts';
import { samplesPermissions } from './samples.ts';
import { jobsPermissions } from './jobs.ts';
import { notificationsPermissions } from './notifications.ts';
import { reportsPermissions } from './reports-permissions.ts';
import { sessionsPermissions } from './sessions.ts';
import { statusPermissions } from './status.ts';
import { tagsPermissions } from './tags.ts';
import { tenantsPermissions } from './tenants-permissions.ts';
import { trendsPermissions } from './trends.ts';
import { usersPermissions } from './users-permissions.ts';

/** Rights of areas that have tables and roles, and no procedures yet. */
const PERMISSIONS_TO_COME = [
  'alarms.acknowledge',
  'alarms.read',
  'dashboards.read',
  'dashboards.write',
  'devices.command',
  'energy.read',
  'energy.write',
  'ledger.close',
  'ledger.post',
  'ledger.read',
  'ledger.write',
  'maintenance.read',
  'maintenance.write',
  'metrics.read',
  'payroll.approve',
  'payroll.read',
  'payroll.write',
  'people.private',
  'people.read',
  'people.write',
  'permits.issue',
  'production.read',
  'production.write',
  'purchasing.approve',
  'purchasing.read',
  'purchasing.write',
  'stock.read',
  'stock.write',
] as const;

/** A right that a user may have, as `area.right`: the rows of the table `permissions`. */
export const permission = z.enum([
  ...auditPermissions,
  ...identityPermissions,
  ...configurationPermissions,
  ...drillingPermissions,
  ...keysPermissions,
  ...livePermissions,
  ...samplesPermissions,
  ...jobsPermissions,
  ...notificationsPermissions,
  ...reportsPermissions,
  ...sessionsPermissions,
  ...statusPermissions,
  ...tagsPermissions,
  ...tenantsPermissions,
  ...trendsPermissions,
  ...usersPermissions,
  ...PERMISSIONS_TO_COME,
]);
export type Permission = z.infer<typeof permission>;
