import { z } from 'zod';
import { isOwnTag, OWN_SOURCE } from '../../kit/own-source.ts';
import { nullValues, waitMs } from './source-keys.ts';

const filter = z.strictObject({
  excDev: z.number().min(0).optional(),
  excDevPercent: z.number().min(0).max(100).optional(),
  excMin: z.number().min(0).optional(),
  excMax: z.number().min(0).optional(),
  compDev: z.number().min(0).optional(),
  compDevPercent: z.number().min(0).max(100).optional(),
  compMin: z.number().min(0).optional(),
  compMax: z.number().min(0).optional(),
});

/** Keys of every tag. */
export const tagKeys = z.strictObject({
  name: z
    .string()
    .min(1)
    .refine((text) => !isOwnTag(text), {
      message: `expected another name: those that begin with ${OWN_SOURCE}/ are Varve's own`,
    }),
  description: z.string().optional(),
  unit: z.string().optional(),
  dataType: z.enum(['analog', 'digital', 'counter', 'text']).optional(),
  states: z.array(z.string()).optional(),
  interpolation: z.enum(['step', 'linear']).optional(),
  range: z
    .strictObject({ low: z.number(), high: z.number() })
    .refine(({ low, high }) => low < high, { message: 'expected low to be less than high' })
    .optional(),
  nulls: nullValues.optional(),
  staleAfterMs: waitMs.optional(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  filter: filter.optional(),
});
