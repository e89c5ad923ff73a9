import type { ListProgramsInput, ProgramPage } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { z } from 'zod';
import type { Access } from '../../kit/access/access.ts';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';
import { PROGRAM_COLUMNS, programOf, type ProgramRow } from './program-row.ts';

const place = z.strictObject({ made_at: z.string().max(40), id: z.uuid() });

/** Lists a page of the programs for wells that somebody may see, those made last first. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listPrograms(
  { $client }: TenantTransaction,
  access: Access,
  { search, state, cursor, limit }: ListProgramsInput,
): Promise<ProgramPage> {
  const after = cursor === undefined ? undefined : decodeCursor(place, cursor);
  const { rows: found } = await $client.query<ProgramRow & { readonly made_at: string }>(
    `SELECT ${PROGRAM_COLUMNS}, p.created_at::text AS made_at
     FROM drilling_programs p JOIN wells w ON w.id = p.well_id
     WHERE p.deleted_at IS NULL
       AND ($1::uuid IS NULL OR p.well_id IN (SELECT internal.wells_in_scope($1, 'engineering.read')))
       AND ($2 = '' OR strpos(lower(concat_ws(' ', p.document_number, p.name, w.name, p.rig_name, p.contractor)), lower($2)) > 0)
       AND ($3::text IS NULL OR p.status = $3)
       AND ($4::timestamptz IS NULL OR (p.created_at, p.id) < ($4, $5::uuid))
     ORDER BY p.created_at DESC, p.id DESC LIMIT $6`,
    [
      access.scoped.has('engineering.read') ? access.userId : null,
      search,
      state ?? null,
      after?.made_at ?? null,
      after?.id ?? null,
      limit + 1,
    ],
  );
  const { rows, nextCursor } = cutPage(place, found, limit);
  return { programs: rows.map(programOf), nextCursor };
}
