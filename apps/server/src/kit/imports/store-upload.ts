import type { UploadedImport } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { detectLayout } from './detect-layout.ts';

/** A file as it came. */
interface SentFile {
  /** Name of the kind that it is to be imported as. */
  readonly kind: string;
  /** As it was called where it came from. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps a file until it is imported, for a day at most. It takes the place of the one of its kind that the same user left waiting.
 *
 * @throws ServerError INPUT_INVALID for a file that is no text
 */
export async function storeUpload(
  { $client }: TenantTransaction,
  { kind, fileName, bytes }: SentFile,
): Promise<UploadedImport> {
  const layout = await detectLayout(bytes);
  await $client.query(
    "DELETE FROM imports WHERE kind = $1 AND state = 'waiting' AND created_by = internal.current_actor()",
    [kind],
  );
  const { rows } = await $client.query<{ id: string }>(
    'INSERT INTO imports (kind, file_name, layout) VALUES ($1, $2, $3) RETURNING id',
    [kind, fileName, layout],
  );
  const { id } = rows[0]!;
  await $client.query('INSERT INTO import_files (import_id, content) VALUES ($1, $2)', [id, bytes]);
  return { id, layout };
}
