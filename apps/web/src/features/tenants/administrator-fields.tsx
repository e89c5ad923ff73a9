import { TextField } from '../../kit/form/text-field.tsx';
import type { FormState } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { tenantWords } from './tenant-words.ts';

interface Administrator {
  readonly username: string;
  readonly fullName: string;
  readonly email: string;
}

/** Fields of a form about the administrator of a tenant. */
export function AdministratorFields({ form }: { readonly form: FormState<Administrator> }) {
  const words = useWords(tenantWords);
  return (
    <>
      <TextField form={form} name="username" label={words.username} />
      <TextField form={form} name="fullName" label={words.fullName} optional />
      <TextField form={form} name="email" type="email" label={words.email} optional />
    </>
  );
}
