/** A mistake in a definition. */
export interface DefinitionIssue {
  /** Keys from the definition's root to the mistake. */
  readonly path: readonly (string | number)[];
  /** Expected and found values; never a secret. */
  readonly message: string;
}
