import { join } from 'node:path';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// Workspace imports resolve to sources; so do the threads that a test starts.
const SOURCE = '@varve/source';
const ROOTS = '{packages/*/,apps/*/,bench/,}test/**';
const LEVELS = ['db', 'peer', 'browser', 'fault'] as const;

// Two cores stay busy while a third file waits for its peers.
const FILES_AT_ONCE = 3;
// What they measure, or do within seconds, others would spoil.
const ALONE = [
  'apps/server/test/**/silent-database.fault.test.ts',
  `${ROOTS}/seed-of-field.db.test.ts`,
  `${ROOTS}/{demo,plant}.peer.test.ts`,
];

// Threads and programs that tests start load the same TypeScript hundreds of times: it is stripped and compiled once.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compile');

const real: TestProjectInlineConfiguration['test'] = {
  globalSetup: ['./test/databases/keep-databases.ts'],
  // A machine that others use too is slow at times; a test that hangs is found all the same.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  // What is waited for comes over a socket, through threads, on a machine that others use too.
  expect: { poll: { timeout: 60_000, interval: 20 } },
};

export default defineConfig({
  resolve: { conditions: [SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
  // That of the set-up of a project.
  environments: { __vitest__: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } } },
  test: {
    reporters: ['default', './test/report.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          maxWorkers: FILES_AT_ONCE,
          include: [`${ROOTS}/*.test.ts`],
          exclude: [...LEVELS.map((level) => `${ROOTS}/*.${level}.test.ts`), '**/node_modules/**'],
        },
      },
      // Real databases and peers; they share one PostgreSQL.
      {
        extends: true,
        test: {
          ...real,
          name: 'real',
          maxWorkers: FILES_AT_ONCE,
          include: LEVELS.map((level) => `${ROOTS}/*.${level}.test.ts`),
          exclude: [...ALONE, '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          ...real,
          name: 'alone',
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          include: ALONE,
        },
      },
    ],
  },
});
