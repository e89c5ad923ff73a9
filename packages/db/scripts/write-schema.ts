import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import { entityDiagrams, withDiagrams } from './entity-diagrams.ts';
import { migratedCatalogue } from './migrated-catalogue.ts';
import { schemaSources } from './schema-source.ts';

// Writes src/schema/*.gen.ts and the diagrams of README.md from the migrations: `pnpm --filter @varve/db schema`.
const relations = await migratedCatalogue();
const files = schemaSources(relations);
const folder = new URL('../src/schema/', import.meta.url);
// An area may have gone.
for await (const name of glob('*.gen.ts', { cwd: folder })) await rm(new URL(name, folder));
for (const { name, text } of files) await writeFile(new URL(name, folder), text);
const readme = new URL('../README.md', import.meta.url);
await writeFile(readme, withDiagrams(await readFile(readme, 'utf8'), entityDiagrams(relations)));
process.stdout.write(`${files.length} files and the diagrams are written\n`);
