import type { HistorianEvent } from '@varve/historian';
import type { Logger } from 'pino';

/** Logs an event of the historian at its level. */
export function logEvent(logger: Logger, event: HistorianEvent): void {
  switch (event.kind) {
    case 'source-state':
      logger.debug(event, `${event.source} is ${event.state}`);
      break;
    case 'source-failed':
      logger.debug(event, `${event.source}: ${event.reason}`);
      break;
    case 'store-failed':
      logger.error(event, `${event.sink} did not take ${event.rowCount} rows: ${event.message}`);
      break;
    case 'rows-refused':
      logger.error(
        event,
        `${event.sink} refuses ${event.rowCount} rows for good: ${event.message}`,
      );
      break;
    case 'spool-failed':
      logger.error(event, `the spool cannot be written: ${event.reason}`);
      break;
    case 'spool-damaged':
      logger.error(event, `${event.rowCount} rows of ${event.file} are lost: ${event.reason}`);
      break;
    case 'spool-dropped':
      logger.error(event, `the spool is full: its ${event.rowCount} oldest rows are given up`);
      break;
    case 'spool-shared':
      logger.error(event, event.reason);
      break;
    case 'maintenance-failed':
      logger.error(event, `the database is not maintained: ${event.message}`);
      break;
    case 'frame-set-aside':
      logger.error(event, `a frame is set aside in ${event.file}: ${event.reason}`);
      break;
    case 'clock-behind':
      if (event.isBehind) logger.error(event, 'our clock is behind what is stored: set it');
      else logger.info(event, 'our clock is right again');
      break;
    case 'clock-stepped':
      logger.warn(event, `our clock was set by ${event.byMs} ms`);
      break;
    case 'worker-failed':
      logger.error(event, `a thread ended: ${event.reason}`);
      break;
  }
}
