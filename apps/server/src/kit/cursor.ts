import type { z } from 'zod';
import { ServerError } from './server-error.ts';

/** Writes the place at which a page ended as a text for the next question. */
function encodeCursor<Place extends z.ZodObject>(
  place: Place,
  row: Readonly<Record<keyof z.output<Place>, unknown>>,
): string {
  const keys = Object.keys(place.shape);
  const picked = Object.fromEntries(keys.map((key) => [key, row[key as keyof typeof row]]));
  return Buffer.from(JSON.stringify(picked)).toString('base64url');
}

/** Reads a cursor. @throws ServerError QUERY_INVALID for a text that is none of this list */
export function decodeCursor<Place extends z.ZodObject>(
  place: Place,
  cursor: string,
): z.output<Place> {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (error) {
    throw new ServerError('QUERY_INVALID', 'the cursor is not of this list: begin without one', {
      cause: error,
    });
  }
}

/**
 * Makes a page of the rows that were found for it, which are one more than it takes where another page follows.
 *
 * @param place - what of the last row the next question begins after
 */
export function cutPage<Place extends z.ZodObject, Row extends Readonly<z.output<Place>>>(
  place: Place,
  found: readonly Row[],
  limit: number,
): { readonly rows: Row[]; readonly nextCursor: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const isLast = found.length <= limit || last === undefined;
  return { rows, nextCursor: isLast ? null : encodeCursor(place, last) };
}
