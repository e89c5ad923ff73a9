import { confirmFactorInput } from '@varve/contract';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { Form } from '../kit/form/form.tsx';
import { TextField } from '../kit/form/text-field.tsx';
import { useForm } from '../kit/form/use-form.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { useRefusalText } from '../kit/ui/use-refusal-text.ts';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { sessionWords } from './session-words.ts';
import { useFresh } from './use-fresh.ts';
import './factor-set-up.css';

interface FactorSetUpProps {
  /** Called as soon as the factor is begun: the page must stay until it is done, since codes are shown once. */
  readonly onBegin?: () => void;
  readonly onDone: () => unknown;
}

interface NewFactor {
  readonly address: string;
  readonly secret: string;
}

/** Sets up a second factor: picture and secret for an app, its first code, then the recovery codes. */
export function FactorSetUp({ onBegin, onDone }: FactorSetUpProps) {
  const [factor, setFactor] = useState<NewFactor | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (factor !== null) return <ConfirmForm factor={factor} onCodes={setCodes} />;
  return (
    <BeginFactor
      onFactor={(begun) => {
        onBegin?.();
        setFactor(begun);
      }}
    />
  );
}

function BeginFactor({ onFactor }: { readonly onFactor: (factor: NewFactor) => void }) {
  const words = useWords(sessionWords).factor;
  const textOf = useRefusalText();
  const fresh = useFresh();
  const [refused, setRefused] = useState<string | null>(null);
  const begin = async (): Promise<void> => {
    setRefused(null);
    try {
      onFactor(await fresh(() => client.session.beginFactor.mutate()));
    } catch (error) {
      setRefused(textOf(error));
    }
  };
  return (
    <div className="factor">
      <p>{words.hint}</p>
      {refused !== null && (
        <p className="notice" role="alert">
          {refused}
        </p>
      )}
      <button type="button" className="button button-primary" onClick={() => void begin()}>
        {words.begin}
      </button>
    </div>
  );
}

interface ConfirmFormProps {
  readonly factor: NewFactor;
  readonly onCodes: (codes: readonly string[]) => void;
}

const initial = { code: '' };

function ConfirmForm({ factor, onCodes }: ConfirmFormProps) {
  const words = useWords(sessionWords).factor;
  const form = useForm({
    schema: confirmFactorInput,
    initial,
    onSubmit: async (input) => {
      const { codes } = await client.session.confirmFactor.mutate(input);
      onCodes(codes);
    },
    place: ({ reason }) =>
      reason === 'CREDENTIALS_WRONG' ? { field: 'code', message: words.wrong } : null,
  });
  return (
    <div className="factor">
      <p>{words.scan}</p>
      <QrCode text={factor.address} label={words.picture} />
      <p className="factor-secret">
        <span className="field-label">{words.secret}</span>
        <code>{factor.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Form form={form} submit={words.confirm} guarded={false}>
        <TextField form={form} name="code" label={words.code} autoComplete="one-time-code" />
      </Form>
    </div>
  );
}
