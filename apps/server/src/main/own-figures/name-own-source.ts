import { connect } from '@varve/db';
import { OWN_SOURCE } from '../../kit/own-source.ts';

/** Whose figures they are. */
interface OwnSourceOwner {
  readonly database: string;
  readonly tenant: string;
  /** Names the collector. */
  readonly spoolId: string;
}

const SHOWN_ID = 8;

// The collector keeps the name that it had; that of another is free when a day went by without a word of it.
const NAME_SQL = `
  SELECT s.name, s.spool_id IS NOT DISTINCT FROM $3 AS "isOwn" FROM timeseries.sources s JOIN tenants t ON t.id = s.tenant_id
  LEFT JOIN timeseries.collectors c USING (spool_id)
  WHERE t.name = $1 AND s.name = ANY ($2)
    AND (s.spool_id = $3 OR s.name = $4 AND c.heard_at > now() - interval '1 day')
  ORDER BY "isOwn" DESC, s.name LIMIT 1`;

/**
 * Names the source of a collector's own figures: `varve`, and where another collector of the tenant has that name, one that names this
 * collector too.
 */
export async function nameOwnSource({
  database,
  tenant,
  spoolId,
}: OwnSourceOwner): Promise<string> {
  const longName = `${OWN_SOURCE}-${spoolId.slice(0, SHOWN_ID)}`;
  const client = await connect(database, 'own figures');
  try {
    const { rows } = await client.query<{ name: string; isOwn: boolean }>(NAME_SQL, [
      tenant,
      [OWN_SOURCE, longName],
      spoolId,
      OWN_SOURCE,
    ]);
    const [found] = rows;
    if (found === undefined) return OWN_SOURCE;
    return found.isOwn ? found.name : longName;
  } finally {
    await client.end();
  }
}
