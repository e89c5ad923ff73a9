import { z } from 'zod';
import { ClockContext } from '../../src/kit/clock/clock-context.ts';
import { createTickingClock } from '../../src/kit/clock/ticking-clock.ts';
import { Form } from '../../src/kit/form/form.tsx';
import { PasswordField } from '../../src/kit/form/password-field.tsx';
import { TextField } from '../../src/kit/form/text-field.tsx';
import { useForm } from '../../src/kit/form/use-form.ts';
import { LoginLayout } from '../../src/shell/login-layout.tsx';

const schema = z.strictObject({ username: z.string().min(1), password: z.string().min(1) });
const initial = { username: '', password: '' };
const clock = createTickingClock(Date.now);

export function LoginPart() {
  const form = useForm({ schema, initial, onSubmit: () => undefined });
  return (
    <ClockContext value={clock}>
      <LoginLayout title="Sign in" place="Campo Guayacán" facts={['edge-01', 'version 0.4.0']}>
        <Form form={form} submit="Sign in" guarded={false}>
          <TextField form={form} name="username" label="User or e-mail" autoComplete="username" />
          <PasswordField
            form={form}
            name="password"
            label="Password"
            autoComplete="current-password"
          />
        </Form>
      </LoginLayout>
    </ClockContext>
  );
}
