import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogue, type RelationInfo } from '../src/catalogue/read-catalogue.ts';
import { connect, migrate, removeEmbeddedData, startEmbeddedPostgres } from '../src/index.ts';

/** Migrates a database of the embedded engine and gives its catalogue. */
export async function migratedCatalogue(folder: URL): Promise<RelationInfo[]> {
  const directory = await mkdtemp(join(tmpdir(), 'varve-schema-'));
  try {
    await using postgres = await startEmbeddedPostgres({ directory, port: 0 });
    await migrate(postgres.connectionString, undefined, { folder });
    const client = await connect(postgres.connectionString, 'schema');
    const relations = await readCatalogue(client);
    await client.end();
    return relations;
  } finally {
    await removeEmbeddedData(directory);
    await rm(directory, { recursive: true, force: true });
  }
}
