import type { z } from 'zod';

/** Reads the body of a request by a schema of the contract. @throws ZodError, which is answered with the fields that it refuses */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): z.output<Schema> {
  return schema.parse(body ?? {});
}
