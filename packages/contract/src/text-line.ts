import { z } from 'zod';

/** A text of one line, trimmed: without control characters, which a database or a terminal would stumble over. */
export function textLine(maxLength: number): z.ZodString {
  return z
    .string()
    .trim()
    .max(maxLength)
    .regex(/^\P{Cc}*$/u, 'expected a text without control characters');
}
