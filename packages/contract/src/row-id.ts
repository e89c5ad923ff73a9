import { z } from 'zod';

/** Id of a row of a tenant: a UUID. */
export const rowId = z.guid();

/** Names one row. */
export const rowRef = z.strictObject({ id: rowId });
export type RowRef = z.infer<typeof rowRef>;
