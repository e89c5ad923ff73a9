import { ServerError } from './server-error.ts';

/** SQL of the version of a row: its `updated_at` to the microsecond. @param row - alias of its table */
export function versionSql(row: string): string {
  return `to_char(${row}.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Refuses a change of a row that somebody else has changed since it was read. @throws ServerError CONFLICT, with the row as it is now */
export function requireVersion(
  current: { readonly version: string },
  expectedVersion: string,
): void {
  if (current.version === expectedVersion) return;
  throw new ServerError(
    'CONFLICT',
    'somebody else has changed it since you read it: look at it again',
    { current },
  );
}
