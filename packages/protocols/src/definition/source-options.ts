/** Keys of every source, whatever its protocol. */
export interface SourceOptions {
  /** Unique within the tenant. */
  readonly name: string;
  /** Raw values of all its tags that mean that there is none. @default none */
  readonly nulls?: readonly number[];
  /** Time after which a value that no other follows becomes Bad (no communication), in milliseconds. @default a value holds until the next */
  readonly staleAfterMs?: number;
}
