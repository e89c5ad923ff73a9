import { z } from 'zod';

/** IANA name of a time zone: `America/Bogota`. */
export const timeZone = z.string().min(1).max(100).refine(isTimeZone, 'expected an IANA time zone');

function isTimeZone(name: string): boolean {
  // A distance such as +05:00 is no zone: its clock never changes.
  if (!/^\p{L}/u.test(name)) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
