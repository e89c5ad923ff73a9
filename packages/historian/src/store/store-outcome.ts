import type { RefusedTags } from './refused-tags.ts';

/** Tells whether blocks were stored. Errors lose their code at the border of a thread: outcomes keep it. */
export type StoreOutcome =
  | {
      readonly stored: true;
      /** Rows that the database refused for good, and why, for the last of them. */
      readonly refused: RefusedRows | undefined;
    }
  | {
      readonly stored: false;
      /** SQLSTATE, or the system's code where the connection broke. */
      readonly code: string;
      readonly message: string;
    };

/** Rows that went to the dead-letter file. */
export interface RefusedRows {
  readonly rowCount: number;
  /** Their blocks and tags, where the sink says so. */
  readonly byBlock?: ReadonlyMap<number, RefusedTags>;
  readonly code: string;
  readonly message: string;
}
