import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { LeaveGuard } from './leave-guard.tsx';
import type { FormState } from './use-form.ts';

interface FormProps<Values> {
  readonly form: FormState<Values>;
  /** Verb and object: "Create user". */
  readonly submit: string;
  /** There is no way back from it: the button is heavy. @default false */
  readonly final?: boolean;
  /** Draws a way out beside the button. */
  readonly onCancel?: () => void;
  /** Asks before a page with unsaved changes is left; off where nothing typed is worth keeping. @default true */
  readonly guarded?: boolean;
  readonly children: ReactNode;
}

/** Fields with their button. It sends once, and leads to the first field that is wrong. */
export function Form<Values>(props: FormProps<Values>) {
  const { form, submit, final = false, onCancel, guarded = true, children } = props;
  const words = useWords(kitWords);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (form.failures === 0) return;
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form.failures]);
  return (
    <form
      ref={element}
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <div className="form-fields">
        {children}
        {form.refused !== null && (
          <p className="notice" role="alert">
            {form.refused}
          </p>
        )}
      </div>
      <footer className="form-actions">
        {onCancel !== undefined && (
          <button type="button" className="button button-quiet" onClick={onCancel}>
            {words.cancel}
          </button>
        )}
        <button
          type="submit"
          className={final ? 'button button-final' : 'button button-primary'}
          aria-disabled={form.isBusy}
        >
          {submit}
        </button>
      </footer>
      {guarded && <LeaveGuard isUnsaved={form.isUnsaved} />}
    </form>
  );
}
