import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../server-error.ts';

/** Reads the bytes of a file that waits; only who brought it may. @throws ServerError NOT_FOUND */
export async function readUpload(
  { $client }: TenantTransaction,
  { kind, id }: { readonly kind: string; readonly id: string },
): Promise<Buffer> {
  const { rows } = await $client.query<{ content: Buffer }>(
    `SELECT f.content FROM imports i JOIN import_files f ON f.import_id = i.id
     WHERE i.id = $1 AND i.kind = $2 AND i.state = 'waiting' AND i.created_by = internal.current_actor()
       AND i.created_at > now() - interval '1 day' FOR UPDATE OF i`,
    [id, kind],
  );
  if (rows[0] === undefined)
    throw new ServerError('NOT_FOUND', 'the file does not wait any longer: choose it again');
  return rows[0].content;
}
