import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import { entityDiagrams, withDiagrams } from './entity-diagrams.ts';
import { migratedCatalogue } from './migrated-catalogue.ts';
import { schemaSources } from './schema-source.ts';

/** Folders that `writeSchema` reads and writes. */
export interface SchemaFolders {
  readonly migrations: URL;
  /** The package: `src/schema/*.gen.ts` and the diagrams of `README.md` are written. */
  readonly package: URL;
}

/** Writes the Drizzle schema and the diagrams from a database that the migrations made; gives the number of files. */
export async function writeSchema(folders: SchemaFolders): Promise<number> {
  const relations = await migratedCatalogue(folders.migrations);
  const files = schemaSources(relations);
  const schema = new URL('src/schema/', folders.package);
  // An area may have gone.
  for await (const name of glob('*.gen.ts', { cwd: schema })) await rm(new URL(name, schema));
  for (const { name, text } of files) await writeFile(new URL(name, schema), text);
  const readme = new URL('README.md', folders.package);
  await writeFile(readme, withDiagrams(await readFile(readme, 'utf8'), entityDiagrams(relations)));
  return files.length;
}
