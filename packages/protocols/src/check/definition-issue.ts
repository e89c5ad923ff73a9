/** Something in a definition that cannot be meant. */
export interface DefinitionIssue {
  /** Keys to it, from the definition's root. */
  readonly path: readonly (string | number)[];
  /** What was expected, and what came; no secret. */
  readonly message: string;
}
