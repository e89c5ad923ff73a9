/** How full a spool is. */
export interface SpoolStats {
  readonly blocks: number;
  readonly bytes: number;
  /** Whether it has reached its quota, so that who writes has to wait. */
  readonly isFull: boolean;
  /** Microseconds since 1970 at which its oldest block came; undefined when it is empty. */
  readonly oldestUs: number | undefined;
  /** Rows that were lost, because the quota was reached or a file was damaged. */
  readonly lostRows: number;
}
