import { openDatabase, type TestDatabase } from './database.ts';
import type { TestEngine } from './engines.ts';

/** Opens a database with two tenants that have something in every table. */
export function openSeededDatabase(engine: TestEngine): Promise<TestDatabase> {
  return openDatabase(engine, 'seeded');
}
