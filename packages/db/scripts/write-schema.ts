import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, migrate, startEmbeddedPostgres } from '../src/index.ts';
import { readCatalogue } from '../src/catalogue/read-catalogue.ts';
import { schemaSources } from './schema-source.ts';

// Writes src/schema/*.gen.ts from the migrations: `pnpm --filter @varve/db schema`.
const directory = await mkdtemp(join(tmpdir(), 'varve-schema-'));
try {
  await using postgres = await startEmbeddedPostgres({ directory, port: 0 });
  await migrate(postgres.connectionString);
  const client = await connect(postgres.connectionString, 'schema');
  const files = schemaSources(await readCatalogue(client));
  await client.end();
  for (const { name, text } of files) {
    await writeFile(new URL(`../src/schema/${name}`, import.meta.url), text);
  }
  process.stdout.write(`${files.length} files written\n`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
