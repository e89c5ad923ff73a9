import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findAbandonedData, findEmbeddedData, removeData, removeEmbeddedData } from '@varve/db';
import { lockFolder } from '@varve/folder-lock';
import { Command } from 'commander';
import { print } from './database-options.ts';

interface RemoveDataOptions {
  readonly directory: string;
  readonly abandoned?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** What the historian has written for this database and no other. */
const OF_THE_HISTORIAN = ['spool', 'dead-letter.jsonl'];

/** `varve remove-data` */
export function removeDataCommand(): Command {
  return new Command('remove-data')
    .description(
      'remove the embedded database with all its data, wherever they lie, and what still waits for it; only shows them without --yes',
    )
    .option('--directory <folder>', "Varve's own folder", '.varve')
    .option('--abandoned', 'instead: data in /var/lib/varve whose own folder has been deleted')
    .option('--yes', 'do it')
    .option('--json', 'print { folders, removed } for machines')
    .action(async ({ directory, abandoned, yes, json }: RemoveDataOptions) => {
      const own = abandoned === undefined ? await findEmbeddedData(directory) : undefined;
      const folders = abandoned ? await findAbandonedData() : own === undefined ? [] : [own];
      if (yes && abandoned) for (const folder of folders) await removeData(folder);
      if (yes && !abandoned) await removeOwn(directory);
      const removed = yes === true;
      print(json, { folders, removed }, describe(folders, removed));
    });
}

async function removeOwn(directory: string): Promise<void> {
  // Refused while a historian writes into it.
  const spool = await lockFolder(join(directory, 'spool'));
  await spool.release();
  for (const name of OF_THE_HISTORIAN) {
    await rm(join(directory, name), { recursive: true, force: true });
  }
  await removeEmbeddedData(directory);
}

function describe(folders: readonly string[], removed: boolean): string {
  if (folders.length === 0) return 'there are no data';
  const list = folders.join('\n');
  return removed ? `removed:\n${list}` : `with --yes this removes for good:\n${list}`;
}
