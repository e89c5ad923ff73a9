import { join } from 'node:path';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Workspace imports resolve to sources; so do the threads that a test starts.
const SOURCE = '@varve/source';
const ROOTS = '{packages/*/,apps/*/,bench/,}test/**';
const LEVELS = ['db', 'peer', 'browser', 'fault'] as const;

// Threads and programs that tests start load the same TypeScript hundreds of times: it is stripped and compiled once.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compile');

export default defineConfig({
  resolve: { conditions: [SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
  test: {
    reporters: ['default', './test/report.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A machine that others use too is slow at times; a test that hangs is found all the same.
          testTimeout: 30_000,
          include: [`${ROOTS}/*.test.ts`],
          exclude: [...LEVELS.map((level) => `${ROOTS}/*.${level}.test.ts`), '**/node_modules/**'],
        },
      },
      // Real databases, peers and browsers: one file at a time, since they share two cores.
      {
        extends: true,
        test: {
          name: 'real',
          include: LEVELS.map((level) => `${ROOTS}/*.${level}.test.ts`),
          globalSetup: ['./test/databases/keep-databases.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
          // What is waited for comes over a socket, through threads, on a machine that others use too.
          expect: { poll: { timeout: 20_000, interval: 20 } },
        },
      },
    ],
  },
});
