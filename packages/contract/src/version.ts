import { z } from 'zod';

/** Text that changes with each change of a row: who changes it shows the one that he read. */
export const version = z.string().max(64);
