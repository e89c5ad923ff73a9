import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findAbandonedData, findEmbeddedData, removeData, removeEmbeddedData } from '@varve/db';
import { lockFolder } from '@varve/folder-lock';
import { Command } from 'commander';
import { folderArgument } from './options/folder-argument.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print } from './options/print.ts';

interface RemoveDataOptions extends JsonOption {
  readonly directory: string;
  readonly abandoned?: true;
  readonly yes?: true;
}

/** Files and folders that the historian has written for this database and no other. */
const HISTORIAN_FILES = ['spool', 'dead-letter.jsonl'];

/** `varve remove-data` */
export function removeDataCommand(): Command {
  const command = new Command('remove-data')
    .description(
      'remove the embedded database with all its data, wherever they lie, and what still waits for it; only shows them without --yes',
    )
    .option('--directory <folder>', "Varve's own folder", folderArgument, '.varve')
    .option('--abandoned', 'instead: data in /var/lib/varve whose own folder has been deleted')
    .option('--yes', 'do it');
  return jsonOption(command, '{ folders, removed }').action(
    async ({ directory, abandoned, yes, json }: RemoveDataOptions) => {
      const own = abandoned === undefined ? await findEmbeddedData(directory) : undefined;
      const folders = abandoned ? await findAbandonedData() : own === undefined ? [] : [own];
      if (yes && abandoned) for (const folder of folders) await removeData(folder);
      if (yes && !abandoned) await removeOwn(directory);
      const removed = yes === true;
      print(json, { folders, removed }, describe(folders, removed));
    },
  );
}

async function removeOwn(directory: string): Promise<void> {
  // Refused while a historian writes into it.
  const spool = await lockFolder(join(directory, 'spool'));
  await spool.release();
  for (const name of HISTORIAN_FILES) {
    await rm(join(directory, name), { recursive: true, force: true });
  }
  await removeEmbeddedData(directory);
}

function describe(folders: readonly string[], removed: boolean): string {
  if (folders.length === 0) return 'there are no data';
  const list = folders.join('\n');
  return removed ? `removed:\n${list}` : `with --yes this removes for good:\n${list}`;
}
