import type { TestProject } from 'vitest/node';
import { startDatabaseKeeper } from './database-keeper.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's `DatabaseKeeper`. */
    databaseKeeper: string;
  }
}

/** Set-up of a project of Vitest: keeps what its test files share until the last one has ended. */
export async function keepDatabases(project: TestProject): Promise<() => Promise<void>> {
  const keeper = await startDatabaseKeeper();
  project.provide('databaseKeeper', keeper.address);
  return async () => keeper[Symbol.asyncDispose]();
}

export default keepDatabases;
