import { z } from 'zod';
import { MAX_NEXT_LENGTH, NEXT_ADDRESS } from './safe-next.ts';

/** An address within the console, to go to after a log-in. */
export const nextAddress = z
  .string()
  .max(MAX_NEXT_LENGTH)
  .regex(NEXT_ADDRESS, 'expected an address of this console, like /trend');
