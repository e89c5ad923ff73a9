import { z } from 'zod';

/** A time of day in hours and minutes, `06:00`. */
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected hours and minutes, 22:00');

/** Minutes after midnight of a time of day. */
export function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}

/** Days of the week: 1 is Monday, 7 Sunday. */
export const weekdays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .refine((days) => new Set(days).size === days.length, 'expected each day once');
