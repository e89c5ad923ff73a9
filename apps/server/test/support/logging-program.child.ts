// Writes many lines to the log of standard error, and says on standard output when it has.
import { setTimeout as delay } from 'node:timers/promises';
import { createLogger } from '../../src/main/create-logger.ts';

const LINES = 40_000;

const logger = await createLogger('info');
for (let line = 0; line < LINES; line++) {
  logger.info({ line, text: 'x'.repeat(1_000) }, 'a line');
  if (line % 1_000 === 0) await delay(1);
}
process.stdout.write('written\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
logger.info('the last line');
await delay(100);
process.stdin.destroy();
