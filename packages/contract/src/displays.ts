import { z } from 'zod';
import { nextAddress } from './next-address.ts';
import { userId } from './sessions.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';
import { givenRoles } from './users.ts';

/** Characters of a display's code: none is taken for another on a wall. */
export const DISPLAY_CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const DISPLAY_CODE_LENGTH = 8;

const CODE = new RegExp(`^[${DISPLAY_CODE_LETTERS}]{${DISPLAY_CODE_LENGTH}}$`);

const code = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase())
  .refine(
    (text) => CODE.test(text),
    'expected the eight letters and figures that the screen shows',
  );

/** Code that a screen shows while it waits. */
export const displayCode = z.strictObject({ code: z.string(), expiresAtMs: timeMs });
export type DisplayCode = z.infer<typeof displayCode>;

/** State of a screen that was given a code: `over` is to ask for another one. */
export const displayState = z.strictObject({ state: z.enum(['waiting', 'in', 'over']) });
export type DisplayState = z.infer<typeof displayState>;

/** Input of `displays.pair`: lets the screen in that shows the code. */
export const pairDisplayInput = z.strictObject({
  code,
  /** By which people know the screen. */
  name: textLine(100).min(1),
  /** Roles that only read, at places or everywhere. */
  roles: givenRoles.min(1),
  /** The page of the console that it shows. */
  landingPath: nextAddress,
});
export type PairDisplayInput = z.infer<typeof pairDisplayInput>;

/** Output of `displays.pair`. */
export const pairedDisplay = z.strictObject({ userId });
export type PairedDisplay = z.infer<typeof pairedDisplay>;
