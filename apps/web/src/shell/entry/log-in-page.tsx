import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { logInInput, type OidcRefusal } from '@varve/contract';
import { useEffect, useRef, useState } from 'react';
import { askEntrance } from '../../api/ask-entrance.ts';
import { CheckField } from '../../kit/form/check-field.tsx';
import { Form } from '../../kit/form/form.tsx';
import { PasswordField } from '../../kit/form/password-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { refusalOf } from '../../kit/ui/refusal.ts';
import { OidcNotice } from '../../session/oidc-notice.tsx';
import { ProviderLinks } from '../../session/provider-links.tsx';
import { sessionQuery } from '../../session/session-query.ts';
import { useSessionState } from '../../session/use-session-state.ts';
import { LoginLayout } from '../login-layout.tsx';
import { entryWords } from './entry-words.ts';
import { GoOn } from './go-on.tsx';
import { OidcFactorForm } from './oidc-factor-form.tsx';
import { useWayIn } from './use-way-in.ts';

const initial = { tenant: '', username: '', password: '', factor: '', remember: false };

interface LogInPageProps {
  readonly next?: string | undefined;
  /** The tenant that the address names. */
  readonly tenant?: string | undefined;
  readonly refused?: OidcRefusal | undefined;
  readonly factor?: 'oidc' | undefined;
}

/**
 * Asks for user name and password, for the code of a second factor where the user has one, and for the tenant where the server has
 * several.
 */
export function LogInPage({ next, tenant, refused, factor: isNamed }: LogInPageProps) {
  const words = useWords(entryWords).logIn;
  const { kind } = useSessionState();
  if (kind === 'unset' || kind === 'due' || kind === 'somebody') return <GoOn next={next} />;
  if (isNamed === 'oidc')
    return (
      <LoginLayout title={words.oidcFactorTitle} aside={<StartAgain next={next} />}>
        <OidcFactorForm />
      </LoginLayout>
    );
  return (
    <LoginLayout title={words.title}>
      <OidcNotice refused={refused} />
      <LogInForm tenant={tenant} />
      <ProviderLinks purpose="login" next={next} tenant={tenant} />
    </LoginLayout>
  );
}

function StartAgain({ next }: { readonly next: string | undefined }) {
  const words = useWords(entryWords).logIn;
  return (
    <Link to="/login" search={{ next }}>
      {words.startAgain}
    </Link>
  );
}

function LogInForm({ tenant = '' }: Pick<LogInPageProps, 'tenant'>) {
  const words = useWords(entryWords);
  const comeIn = useWayIn();
  const hasTenants = useQuery(sessionQuery).data?.hasTenants ?? false;
  const [isFactorAsked, askFactor] = useState(false);
  const factor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFactorAsked) factor.current?.querySelector('input')?.focus();
  }, [isFactorAsked]);
  const form = useForm({
    schema: logInInput,
    initial: { ...initial, tenant },
    toInput: (values) => ({
      ...values,
      tenant: values.tenant.trim() || undefined,
      factor: values.factor.trim() || undefined,
    }),
    onSubmit: async (input) => {
      try {
        await comeIn(() => askEntrance('session/login', input));
      } catch (error) {
        if (refusalOf(error).reason !== 'FACTOR_REQUIRED' || isFactorAsked) throw error;
        askFactor(true);
      }
    },
    place: ({ reason }) => {
      const { wrong, factorWrong, factorMissing } = words.logIn;
      if (reason === 'FACTOR_REQUIRED') return { field: 'factor', message: factorMissing };
      if (reason !== 'CREDENTIALS_WRONG') return null;
      return isFactorAsked
        ? { field: 'factor', message: factorWrong }
        : { field: 'password', message: wrong };
    },
  });
  return (
    <Form form={form} submit={words.logIn.submit} guarded={false}>
      {hasTenants && (
        <TextField
          form={form}
          name="tenant"
          label={words.logIn.tenant}
          help={words.logIn.tenantHelp}
          autoComplete="organization"
          optional
        />
      )}
      <TextField form={form} name="username" label={words.username} autoComplete="username" />
      <PasswordField
        form={form}
        name="password"
        label={words.password}
        autoComplete="current-password"
      />
      {isFactorAsked && (
        <div ref={factor}>
          <TextField
            form={form}
            name="factor"
            label={words.logIn.factor}
            help={words.logIn.factorHelp}
            autoComplete="one-time-code"
          />
        </div>
      )}
      <CheckField form={form} name="remember" label={words.logIn.remember} />
    </Form>
  );
}
