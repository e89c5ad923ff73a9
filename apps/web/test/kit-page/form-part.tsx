import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import { CheckField } from '../../src/kit/form/check-field.tsx';
import { CheckListField } from '../../src/kit/form/check-list-field.tsx';
import { Form } from '../../src/kit/form/form.tsx';
import { NumberField } from '../../src/kit/form/number-field.tsx';
import { PasswordField } from '../../src/kit/form/password-field.tsx';
import { SegmentsField } from '../../src/kit/form/segments-field.tsx';
import { SelectField } from '../../src/kit/form/select-field.tsx';
import { TextField } from '../../src/kit/form/text-field.tsx';
import { useForm } from '../../src/kit/form/use-form.ts';
import { useToast } from '../../src/kit/ui/toast-context.ts';
import { Page } from '../../src/kit/ui/page.tsx';

const schema = z.strictObject({
  username: z.string().min(3).max(20),
  email: z.email().optional(),
  password: z.string().min(8),
  hours: z.number().int().min(1).max(24),
  language: z.enum(['en', 'es']),
  theme: z.enum(['light', 'dark']),
  roles: z.array(z.string()).min(1),
  active: z.boolean(),
});

const initial = {
  username: '',
  email: '',
  password: '',
  hours: null as number | null,
  language: 'en',
  theme: 'light',
  roles: [] as readonly string[],
  active: true,
};

const ROLES = ['viewer', 'operator'].map((value) => ({ value, label: value }));
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Spanish' },
];
const THEMES = ['light', 'dark'].map((value) => ({ value, label: value }));

/** Answers of a server to some names. */
const REFUSALS: Readonly<Record<string, object>> = {
  taken: { reason: 'CONFLICT' },
  strange: { reason: 'INPUT_INVALID', issues: [{ path: ['username'], message: 'no such name' }] },
  broken: { reason: null },
};

export function FormPart() {
  const toast = useToast();
  const [sent, setSent] = useState<readonly string[]>([]);
  const form = useForm({
    schema,
    initial,
    toInput: (values) => ({ ...values, email: values.email === '' ? undefined : values.email }),
    onSubmit: async (input) => {
      setSent((last) => [...last, JSON.stringify(input)]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const data = REFUSALS[input.username];
      if (data !== undefined) throw Object.assign(new Error('refused'), { data });
      toast({ text: 'User created' });
    },
    place: ({ reason }) =>
      reason === 'CONFLICT' ? { field: 'username', message: 'This name is taken.' } : null,
  });
  return (
    <Page title="Form">
      <Link to="/">elsewhere</Link>
      <Form form={form} submit="Create user">
        <TextField form={form} name="username" label="User name" help="As at the gate." />
        <TextField form={form} name="email" label="E-mail" type="email" optional />
        <PasswordField form={form} name="password" label="Password" autoComplete="new-password" />
        <NumberField form={form} name="hours" label="Hours" unit="h" />
        <SelectField form={form} name="language" label="Language" options={LANGUAGES} />
        <SegmentsField form={form} name="theme" label="Theme" options={THEMES} />
        <CheckListField form={form} name="roles" label="Roles" options={ROLES} />
        <CheckField form={form} name="active" label="Active" help="May log in." />
      </Form>
      <ol data-testid="sent">
        {sent.map((text, place) => (
          <li key={place}>{text}</li>
        ))}
      </ol>
    </Page>
  );
}
