/** A part of a seed: statements that run in one transaction. */
export interface SeedStep {
  /** Name of the things that it makes, for a line of progress. */
  readonly name: string;
  readonly sql: string;
  /** `owner` for series, which only the owner of the schema writes. @default 'application', which sees this tenant only */
  readonly role?: 'application' | 'owner';
}
