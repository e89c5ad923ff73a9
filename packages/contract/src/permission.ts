import { z } from 'zod';
import { livePermissions } from './live.ts';
import { statusPermissions } from './status.ts';
import { tagsPermissions } from './tags.ts';
import { trendsPermissions } from './trends.ts';

/** A right that a user may have, as `area.right`. */
export const permission = z.enum([
  ...livePermissions,
  ...statusPermissions,
  ...tagsPermissions,
  ...trendsPermissions,
]);
export type Permission = z.infer<typeof permission>;
