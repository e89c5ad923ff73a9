/** What every source has, whatever its protocol. */
export interface SourceOptions {
  /** Unique within the tenant. */
  readonly name: string;
  /** Raw values of all its tags that say that there is none. @default none */
  readonly nulls?: readonly number[];
  /** Time after which a value that nothing follows is Bad (no communication), in milliseconds. @default a value stands until the next */
  readonly staleAfterMs?: number;
}
