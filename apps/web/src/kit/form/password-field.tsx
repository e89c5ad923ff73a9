import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { Icon } from '../ui/icon.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { FieldName, FieldProps } from './field-frame.tsx';

interface PasswordFieldProps<Values, Name extends keyof Values & string> extends FieldProps<
  Values,
  Name
> {
  /** The one that the person has, or one that they make now. */
  readonly autoComplete: 'current-password' | 'new-password';
}

/** A password with a button that shows it, since gloves type wrongly. */
export function PasswordField<Values, Name extends FieldName<Values, string>>(
  props: PasswordFieldProps<Values, Name>,
) {
  const { form, name, autoComplete } = props;
  const words = useWords(kitWords);
  const [isShown, setShown] = useState(false);
  return (
    <FieldFrame {...props} error={form.errors[name]}>
      {(control) => (
        <span className="input-with-button">
          <input
            {...control}
            className="input"
            name={name}
            type={isShown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={form.values[name] as string}
            onChange={(event) => {
              form.set(name, event.target.value as Values[Name]);
            }}
          />
          <button
            type="button"
            className="button button-quiet button-small button-icon"
            aria-label={words.showPassword}
            aria-pressed={isShown}
            onClick={() => {
              setShown(!isShown);
            }}
          >
            <Icon name="eye" />
          </button>
        </span>
      )}
    </FieldFrame>
  );
}
