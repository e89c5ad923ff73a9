import { destination, pino, type Logger } from 'pino';

/** Makes a logger of JSON lines on standard error: standard output is for results. */
export function createLogger(level: string): Logger {
  return pino({ level }, destination({ dest: 2, sync: true }));
}
