import { z } from 'zod';

/** Milliseconds since 1970, UTC, within the years that a timestamp of PostgreSQL and of JavaScript can both hold. */
export const timeMs = z
  .number()
  .min(Date.parse('0001-01-01T00:00:00Z'))
  .max(Date.parse('9999-12-31T23:59:59Z'));
