import { z } from 'zod';
import { name, waitMs } from './source-keys.ts';

/** Files of CSV. */
export const csvSink = z.strictObject({
  kind: z.literal('csv'),
  name: name.optional(),
  folder: z.string().min(1),
  pattern: z.string().min(1).optional(),
  rotateBytes: z.number().int().min(1).optional(),
  rotateMs: waitMs.optional(),
});
