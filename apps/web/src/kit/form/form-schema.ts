import type { FieldIssue } from '../ui/refusal.ts';

/** Result of a check after the Standard Schema specification, version 1. */
type Checked<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly object[] };

/** A schema that a form goes by: any that keeps to Standard Schema, as those of the contract do. */
export interface FormSchema<Output> {
  readonly '~standard': {
    readonly validate: (value: unknown) => Checked<Output> | Promise<Checked<Output>>;
  };
}

/** The input that passed, or why it did not. */
export type CheckedInput<Output> =
  | { readonly isValid: true; readonly output: Output }
  | { readonly isValid: false; readonly issues: readonly FieldIssue[] };

/** Checks an input at once. @throws Error for a schema that asks somebody: a form checks with each key */
export function checkInput<Output>(
  schema: FormSchema<Output>,
  input: unknown,
): CheckedInput<Output> {
  const checked = schema['~standard'].validate(input);
  if (checked instanceof Promise) throw new Error('a form needs a schema that checks at once');
  if (checked.issues === undefined) return { isValid: true, output: checked.value };
  return { isValid: false, issues: checked.issues as readonly FieldIssue[] };
}
