import type { ConnectionState } from '@varve/protocols';

/** Something that whoever runs a historian may have to know. */
export type HistorianEvent =
  /** The connection to a device changed. */
  | { readonly kind: 'source-state'; readonly source: string; readonly state: ConnectionState }
  /** A device, or the way to it, failed. */
  | { readonly kind: 'source-failed'; readonly source: string; readonly reason: string }
  /** The database did not take a block; it is kept and tried again. */
  | {
      readonly kind: 'store-failed';
      /** SQLSTATE, or the system's code where the connection broke. */
      readonly code: string;
      readonly message: string;
      readonly rowCount: number;
    };
