import { Link, useRouter } from '@tanstack/react-router';
import { MIN_PASSWORD_LENGTH, useLinkInput as linkInput } from '@varve/contract';
import { useEffect, useRef, useState } from 'react';
import { askEntrance } from '../../api/ask-entrance.ts';
import { Form } from '../../kit/form/form.tsx';
import { PasswordField } from '../../kit/form/password-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { refusalOf } from '../../kit/ui/refusal.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { sessionWords } from '../../session/session-words.ts';
import { useWeakWords } from '../../session/use-weak-words.ts';
import { LoginLayout } from '../login-layout.tsx';
import { entryWords } from './entry-words.ts';
import { GoOn } from './go-on.tsx';
import { useWayIn } from './use-way-in.ts';

/** How far a link has led. */
type Stage =
  | { readonly kind: 'using' | 'password' | 'used' | 'none' | 'in' }
  | { readonly kind: 'failed'; readonly error: unknown };

// A link that was cut off in a mail has less, and nothing that follows it has its form.
const CODE = /^[\w-]{1,100}$/;

/** Lets somebody in by a link that holds once; where it is an invitation, or resets a password, it asks for the new one. */
export function LinkPage() {
  const router = useRouter();
  const comeIn = useWayIn();
  const [code] = useState(() => window.location.hash.slice(1));
  const [stage, setStage] = useState<Stage>({ kind: CODE.test(code) ? 'using' : 'none' });
  const isBegun = useRef(false);
  const use = async (password?: string): Promise<void> => {
    await comeIn(() => askEntrance('session/link', { code, password }));
    setStage({ kind: 'in' });
  };
  const begin = async (): Promise<void> => {
    try {
      await use();
    } catch (error) {
      const { reason, issues } = refusalOf(error);
      if (issues.some(({ path }) => path[0] === 'password')) setStage({ kind: 'password' });
      else setStage(reason === 'LINK_INVALID' ? { kind: 'used' } : { kind: 'failed', error });
    }
  };
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    // Nobody finds it in the history of the browser.
    router.history.replace(router.history.location.pathname);
    if (stage.kind === 'using') void begin();
  });
  if (stage.kind === 'in') return <GoOn next={undefined} />;
  return <LinkStage stage={stage} onUse={use} onRetry={() => void begin()} />;
}

interface LinkStageProps {
  readonly stage: Stage;
  readonly onUse: (password: string) => Promise<void>;
  readonly onRetry: () => void;
}

function LinkStage({ stage, onUse, onRetry }: LinkStageProps) {
  const words = useWords(entryWords).link;
  const textOf = useRefusalText();
  switch (stage.kind) {
    case 'password':
      return (
        <LoginLayout title={words.passwordTitle}>
          <LinkPasswordForm onUse={onUse} />
        </LoginLayout>
      );
    case 'failed':
      return (
        <LoginLayout title={words.failedTitle}>
          <p role="alert">{textOf(stage.error)}</p>
          <button type="button" className="button button-primary" onClick={onRetry}>
            {words.retry}
          </button>
        </LoginLayout>
      );
    case 'using':
    case 'in':
      return (
        <LoginLayout title={words.title}>
          <p role="status">{words.wait}</p>
        </LoginLayout>
      );
    case 'used':
    case 'none':
      return (
        <LoginLayout title={words.usedTitle}>
          <p role="alert">{stage.kind === 'used' ? words.used : words.none}</p>
          <Link to="/login" className="button button-primary">
            {words.toLogIn}
          </Link>
        </LoginLayout>
      );
  }
}

function LinkPasswordForm({ onUse }: Pick<LinkStageProps, 'onUse'>) {
  const words = useWords(entryWords);
  const { password: passwordWords } = useWords(sessionWords);
  const form = useForm({
    schema: linkInput.pick({ password: true }).required(),
    initial: { password: '' },
    onSubmit: ({ password }) => onUse(password),
    say: useWeakWords(),
    place: ({ reason }) =>
      reason === 'LINK_INVALID' ? { field: 'password', message: words.link.used } : null,
  });
  return (
    <Form form={form} submit={words.link.passwordSubmit} guarded={false}>
      <PasswordField
        form={form}
        name="password"
        label={words.newPassword}
        help={passwordWords.rules(String(MIN_PASSWORD_LENGTH))}
        autoComplete="new-password"
      />
    </Form>
  );
}
