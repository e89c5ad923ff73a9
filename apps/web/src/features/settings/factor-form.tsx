import { updateSettingsInput } from '@varve/contract';
import type { SettingsView } from '../../api/contract.ts';
import { CheckListField } from '../../kit/form/check-list-field.tsx';
import { Form } from '../../kit/form/form.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useMay } from '../../session/session-context.ts';
import { useRoleName } from '../../session/use-role-name.ts';
import { settingsWords } from './settings-words.ts';
import { useSaveSettings } from './use-save-settings.ts';

interface FactorFormProps {
  readonly settings: SettingsView;
}

/** The roles whose users need a second factor. */
export function FactorForm({ settings }: FactorFormProps) {
  const words = useWords(settingsWords).factor;
  const may = useMay();
  const roleName = useRoleName();
  return (
    <div className="panel-body stack">
      <p className="soft">{words.text}</p>
      {may('configuration.write') && may('users.write') ? (
        <EditedRoles settings={settings} />
      ) : (
        <p>{settings.factorRoles.map(roleName).join(', ') || words.nobody}</p>
      )}
    </div>
  );
}

function EditedRoles({ settings: { factorRoles, roles, version } }: FactorFormProps) {
  const words = useWords(settingsWords).factor;
  const roleName = useRoleName();
  const save = useSaveSettings(words.saved);
  const form = useForm({
    schema: updateSettingsInput,
    initial: { factorRoles: factorRoles },
    toInput: (given) => ({ ...given, expectedVersion: version }),
    onSubmit: save,
  });
  return (
    <Form form={form} submit={words.save}>
      <CheckListField
        form={form}
        name="factorRoles"
        label={words.roles}
        options={roles.map((name) => ({ value: name, label: roleName(name) }))}
      />
    </Form>
  );
}
