import type { Client } from 'pg';

/** Name and unit of a tag, for people. */
export interface TagLabel {
  readonly name: string;
  /** Empty where it has none. */
  readonly unit: string;
}

/** Labels by the database's id of the tag. */
export type TagLabels = ReadonlyMap<number, TagLabel>;

/** The label of a tag; one without a label is told by its id. */
export function labelOf(labels: TagLabels, tagId: number): TagLabel {
  return labels.get(tagId) ?? { name: `#${tagId}`, unit: '' };
}

/** Reads the labels of all tags of a tenant: the spool may hold samples of those too that are configured no more. */
export async function readTagLabels(
  client: Client,
  tenant: string,
): Promise<Map<number, TagLabel>> {
  const { rows } = await client.query<TagLabel & { readonly id: number }>(
    `SELECT tags.id, tags.name, tags.unit
     FROM timeseries.tags JOIN tenants ON tenants.id = tags.tenant_id WHERE tenants.name = $1`,
    [tenant],
  );
  return new Map(rows.map(({ id, name, unit }) => [id, { name, unit }]));
}
