import { z } from 'zod';
import { sourceKeys } from './source-keys.ts';
import { tagKeys } from './tag-keys.ts';

/** A source whose samples programs send to the API. */
export const programSource = sourceKeys.extend({
  protocol: z.literal('program'),
  tags: z.array(tagKeys).min(1),
});
