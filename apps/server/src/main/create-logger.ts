import { pino, type DestinationStream, type Logger } from 'pino';
import openRollingFile from 'pino-roll';

const KEPT_FILES = 30;
/** A log that grows faster goes on in another file of the day. */
const FILE_SIZE = '50m';

/** Lines that wait for a reader of standard error hold no more than this: the log must not stop the work, nor fill the memory. */
const MOST_WAITING_BYTES = 8_388_608;

/** Keys whose values are secret, wherever they stand in a line. */
const SECRET_KEYS = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret'];

const REDACTED_PATHS = SECRET_KEYS.flatMap((key) =>
  ['', '*.', '*.*.', '*.*.*.'].map((above) => `${above}["${key}"]`.replace('.[', '[')),
);

/**
 * Makes a logger of JSON lines.
 *
 * @param file - the log of each day goes to files of its own, named by this one and the date, of some 50 MB at most; undefined: standard error, since standard
 *   output is for results
 */
export async function createLogger(level: string, file?: string): Promise<Logger> {
  const stream = file === undefined ? standardError() : await openLogFile(file);
  return pino({ level, redact: REDACTED_PATHS }, stream);
}

function openLogFile(file: string): Promise<DestinationStream> {
  return openRollingFile({
    file,
    frequency: 'daily',
    size: FILE_SIZE,
    dateFormat: 'yyyy-MM-dd',
    limit: { count: KEPT_FILES, removeOtherLogFiles: true },
    mkdir: true,
    mode: 0o600,
  });
}

/** Drops lines while nobody reads, and says how many once somebody does. */
function standardError(): DestinationStream {
  let dropped = 0;
  // Whoever read it may have gone: the work goes on.
  process.stderr.on('error', () => undefined);
  return {
    write(line) {
      if (process.stderr.writableLength > MOST_WAITING_BYTES) {
        dropped += 1;
        return;
      }
      if (dropped > 0) {
        const time = Date.now();
        const msg = `${dropped} lines of the log are lost: nobody read them`;
        dropped = 0;
        process.stderr.write(`${JSON.stringify({ level: 40, time, msg })}\n`);
      }
      process.stderr.write(line);
    },
  };
}
