import { useMemo, useRef, useState } from 'react';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { refusalOf } from '../ui/refusal.ts';
import type { FieldIssue, Refusal } from '../ui/refusal.ts';
import { useRefusalText } from '../ui/use-refusal-text.ts';
import { checkInput } from './form-schema.ts';
import type { FormSchema } from './form-schema.ts';
import { issueText } from './issue-text.ts';

/** Options of `useForm`. */
interface FormOptions<Values, Output> {
  /** The contract's input. */
  readonly schema: FormSchema<Output>;
  /** A value for each field. A field that may be left empty has '' or null here, whatever the schema has. */
  readonly initial: Values;
  /** Makes the schema's input of the values, where the two differ. */
  readonly toInput?: (values: Values) => unknown;
  /** Sends it. What it throws is shown at its field, or above the buttons. */
  readonly onSubmit: (output: Output) => unknown;
  /** Finds the field for a refusal that names none, by its reason. */
  readonly place?: (refusal: Refusal) => FieldError<Values> | null;
  /** Words for checks that the schema made itself. */
  readonly say?: (issue: FieldIssue) => string | null;
}

interface FieldError<Values> {
  readonly field: keyof Values & string;
  readonly message: string;
}

type Errors = Readonly<Record<string, string>>;

/** A field with a value for it. Those of a part of a form are among those of the form. */
type Change<Values> = {
  [Name in keyof Values & string]: [name: Name, value: Values[Name]];
}[keyof Values & string];

/**
 * A form's values with what is wrong about them, and what may be done with it. A form may be given where a form of some of its values is
 * asked for.
 */
export interface FormState<Values> {
  readonly values: Values;
  /** By field: what to show there now. */
  readonly errors: Errors;
  /** A refusal that belongs to no field. */
  readonly refused: string | null;
  readonly isBusy: boolean;
  /** Whether leaving now would lose something. */
  readonly isUnsaved: () => boolean;
  /** Counts the attempts that failed: at each the focus goes to the first field that is wrong. */
  readonly failures: number;
  readonly set: (...change: Change<Values>) => void;
  readonly submit: () => Promise<void>;
}

const NONE: Errors = {};

/** Keeps a form by a schema of the contract. */
export function useForm<Values extends object, Output>(
  options: FormOptions<Values, Output>,
): FormState<Values> {
  const { schema, initial, toInput } = options;
  const [values, setValues] = useState(initial);
  const [saved, setSaved] = useState(initial);
  const [failures, setFailures] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const refusals = useRefusals(options);
  // Read by those who ask between two renders: a second press of the button, a page that wants to go.
  const now = useRef({ isBusy: false, isUnsaved: false });
  const checked = useMemo(
    () => checkInput(schema, toInput === undefined ? values : toInput(values)),
    [schema, toInput, values],
  );
  const wrong = useIssueTexts(checked.isValid ? [] : checked.issues, options.say);
  now.current.isUnsaved = !isBusy && values !== saved;

  const submit = async (): Promise<void> => {
    if (now.current.isBusy) return;
    refusals.clear();
    if (!checked.isValid) {
      setFailures((last) => last + 1);
      return;
    }
    now.current = { isBusy: true, isUnsaved: false };
    setBusy(true);
    try {
      await options.onSubmit(checked.output);
      setSaved(values);
      setFailures(0);
    } catch (error) {
      refusals.take(error, values);
      setFailures((last) => last + 1);
    } finally {
      now.current.isBusy = false;
      setBusy(false);
    }
  };
  return {
    values,
    errors: {
      // Not before the first attempt: a message that appears as a field is left moves the button away under the pointer.
      ...(failures > 0 ? wrong : NONE),
      ...refusals.byField,
    },
    refused: refusals.refused,
    isBusy,
    isUnsaved: () => now.current.isUnsaved,
    failures,
    set: (...[name, value]) => {
      refusals.forget(name);
      setValues((last) => (Object.is(last[name], value) ? last : { ...last, [name]: value }));
    },
    submit,
  };
}

/** The first text for each field; issues of the whole input have none. */
function useIssueTexts(
  issues: readonly FieldIssue[],
  say: ((issue: FieldIssue) => string | null) | undefined,
): Errors {
  const words = useWords(kitWords).issue;
  const { formats } = useLanguage();
  const texts: Record<string, string> = {};
  for (const issue of issues) {
    const name = String(issue.path?.[0] ?? '');
    texts[name] ??= say?.(issue) ?? issueText(issue, words, formats);
  }
  return texts;
}

function without(errors: Errors, name: string): Errors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => field !== name));
}

/** Keeps what the server refused, at its fields and beside them. */
function useRefusals<Values extends object, Output>({ place, say }: FormOptions<Values, Output>) {
  const words = useWords(kitWords).issue;
  const { formats } = useLanguage();
  const textOf = useRefusalText();
  const [byField, setByField] = useState<Errors>(NONE);
  const [refused, setRefused] = useState<string | null>(null);
  return {
    byField,
    refused,
    clear: () => {
      setByField(NONE);
      setRefused(null);
    },
    forget: (name: string) => {
      setByField((last) => (name in last ? without(last, name) : last));
    },
    take: (error: unknown, values: Values) => {
      const refusal = refusalOf(error);
      const placed = place?.(refusal) ?? null;
      const found: Record<string, string> =
        placed === null ? {} : { [placed.field]: placed.message };
      for (const issue of refusal.issues) {
        const name = String(issue.path[0] ?? '');
        if (name in values) found[name] ??= say?.(issue) ?? issueText(issue, words, formats);
      }
      setByField(found);
      if (Object.keys(found).length === 0) setRefused(textOf(error));
    },
  };
}
