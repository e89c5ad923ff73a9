import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect } from '../../packages/db/src/index.ts';
import { copyFolder, dropDatabase, type KeeperQuestion } from './database-keeper.ts';
import { databaseAt } from './database-at.ts';
import type { TemplateContent } from './template-content.ts';

/** A database that nobody else uses, on a server that other tests use too. */
export interface SharedDatabase extends AsyncDisposable {
  readonly connectionString: string;
}

/**
 * Copies a template: a database with a schema, in a moment.
 *
 * @param server - the superuser's connection string of a given server. @default the embedded PostgreSQL of the run
 */
export async function copyDatabase(
  content: TemplateContent,
  server?: string,
): Promise<SharedDatabase> {
  const template = await ask({ ask: 'template', server, content });
  const superuser = await sharedServer(server);
  const name = `varve_test_${randomBytes(6).toString('hex')}`;
  const client = await connect(superuser, 'test');
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await client.end();
  }
  return {
    connectionString: databaseAt(superuser, name),
    [Symbol.asyncDispose]: () => dropDatabase(superuser, name),
  };
}

/** Gives the superuser's connection string of the embedded PostgreSQL of the run, or of the server that is given. */
export function sharedServer(server?: string): Promise<string> {
  return server === undefined ? ask({ ask: 'server' }) : Promise.resolve(server);
}

/** Puts data of a migrated PostgreSQL into an empty folder of Varve's, for a server of the test's own. */
export async function copyPreparedFolder(directory: string): Promise<void> {
  await copyFolder(await ask({ ask: 'folder' }), directory);
}

async function ask(question: KeeperQuestion): Promise<string> {
  const response = await fetch(inject('databaseKeeper'), {
    method: 'POST',
    body: JSON.stringify(question),
  });
  const { answer, error } = (await response.json()) as { answer?: string; error?: string };
  if (answer === undefined) throw new Error(`the databases of the run: ${error}`);
  return answer;
}
