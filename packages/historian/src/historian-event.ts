import type { ConnectionState } from '@varve/protocols';

/** Something that whoever runs a historian may have to know. */
export type HistorianEvent =
  /** The connection to a device changed. */
  | {
      readonly kind: 'source-state';
      readonly source: string;
      readonly state: ConnectionState;
      /** Why, where it is not as it should be. */
      readonly reason: string | undefined;
    }
  /** A device, or the way to it, failed. */
  | { readonly kind: 'source-failed'; readonly source: string; readonly reason: string }
  /** A sink did not take blocks; they are kept and tried again. */
  | {
      readonly kind: 'store-failed';
      readonly sink: string;
      /** SQLSTATE, or the system's code where the connection broke. */
      readonly code: string;
      readonly message: string;
      readonly rowCount: number;
    }
  /** A sink refused single rows for good; they are in the dead-letter file. */
  | {
      readonly kind: 'rows-refused';
      readonly sink: string;
      readonly code: string;
      readonly message: string;
      readonly rowCount: number;
    }
  /** The spool's disk does not take what is to be acknowledged; it is tried again. */
  | { readonly kind: 'spool-failed'; readonly reason: string }
  /** A file of the spool is damaged; the rows of its damaged blocks are lost. */
  | {
      readonly kind: 'spool-damaged';
      readonly file: string;
      readonly reason: string;
      readonly rowCount: number;
    }
  /** The spool's quota is reached, and the oldest rows are lost. */
  | { readonly kind: 'spool-dropped'; readonly rowCount: number }
  /**
   * The connection to the database broke, and another historian has claimed the spool since: one of the two works on a copy, and blocks of
   * both have the same numbers. This one stores nothing meanwhile, and keeps everything in its spool. Stop one of them.
   */
  | { readonly kind: 'spool-shared'; readonly reason: string }
  /** Partitions ahead, retention or rollups are not as they should be; it is tried again every minute. */
  | {
      readonly kind: 'maintenance-failed';
      /** SQLSTATE, or the system's code where the connection broke; 55P03 for what somebody else uses. */
      readonly code: string;
      readonly message: string;
    }
  /** A frame that no thread survives was put into a file, so that the others go on. */
  | {
      readonly kind: 'frame-set-aside';
      /** Undefined where its plan is of no source. */
      readonly source: string | undefined;
      readonly reason: string;
      /** JSON lines. */
      readonly file: string;
    }
  /**
   * Our clock shows a time before the newest that is stored, by so much; or does no more. What is stamped by it meanwhile is Uncertain.
   */
  | { readonly kind: 'clock-behind'; readonly isBehind: boolean; readonly byMs: number }
  /** Our clock was set while the historian ran: forward, or back where `byMs` is negative. */
  | { readonly kind: 'clock-stepped'; readonly byMs: number }
  /** A thread ended by itself, or threw; its work goes to another. */
  | { readonly kind: 'worker-failed'; readonly reason: string };
