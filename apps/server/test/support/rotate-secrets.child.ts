import { rotateSealingKey } from '../../src/kit/secrets/rotate-sealing-key.ts';

// A rotation in a process that a test kills.
const [directory, database] = process.argv.slice(2);
await rotateSealingKey({
  directory: directory!,
  database: database!,
  onProgress: (sealed) => process.stdout.write(`${sealed}\n`),
});
