import { useId } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { Icon } from '../ui/icon.tsx';
import type { FormState } from './use-form.ts';

/** Names of the fields whose values are of a kind. */
export type FieldName<Values, Value> = {
  [Name in keyof Values]: Values[Name] extends Value ? Name : never;
}[keyof Values] &
  string;

/** Properties that every field has. */
export interface FieldProps<Values, Name extends keyof Values & string> {
  readonly form: FormState<Values>;
  readonly name: Name;
  readonly label: string;
  /** Says how to fill it, or what follows from it. */
  readonly help?: string;
  /** Says that it may be left empty. @default false */
  readonly optional?: boolean;
}

/** Attributes of the control inside a frame. */
interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldFrameProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly error: string | undefined;
  /** Several controls under one label. @default false */
  readonly grouped?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
}

/** A control with its label, help, and what is wrong with it. */
export function FieldFrame(props: FieldFrameProps) {
  const { label, help, optional = false, error, grouped = false, children } = props;
  const words = useWords(kitWords);
  const id = useId();
  const described = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`];
  const describedBy = described.filter((one) => one !== false).join(' ') || undefined;
  const control = { id, 'aria-invalid': error !== undefined, 'aria-describedby': describedBy };
  const Frame = grouped ? 'fieldset' : 'div';
  const caption = (
    <>
      {label}
      {optional && <span className="note"> {words.optional}</span>}
    </>
  );
  return (
    <Frame
      className={error === undefined ? 'field' : 'field is-wrong'}
      aria-describedby={grouped ? describedBy : undefined}
    >
      {grouped ? (
        <legend className="field-label">{caption}</legend>
      ) : (
        <label className="field-label" htmlFor={id}>
          {caption}
        </label>
      )}
      {children(control)}
      {error !== undefined && (
        <span className="field-message" id={`${id}-error`}>
          <Icon name="cross" small />
          {error}
        </span>
      )}
      {help !== undefined && (
        <span className="note" id={`${id}-help`}>
          {help}
        </span>
      )}
    </Frame>
  );
}
