import type { Permission } from '../../api/contract.ts';
import { FieldFrame } from '../../kit/form/field-frame.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { permissionGroups, userWords } from '../users/index.ts';
import { useSession } from '../../session/session-context.ts';

interface PermissionFieldProps {
  readonly label: string;
  readonly help: string;
  readonly error: string | undefined;
  readonly chosen: readonly Permission[];
  readonly onChange: (permissions: readonly Permission[]) => void;
}

/** Any of the rights that the person has, by areas. */
export function PermissionField({ label, help, error, chosen, onChange }: PermissionFieldProps) {
  const { areas, permissions: names } = useWords(userWords);
  const { person } = useSession();
  const offered = (Object.keys(names) as Permission[]).filter((code) =>
    person?.permissions.has(code),
  );
  const give = (code: Permission, isGiven: boolean): void =>
    onChange(offered.filter((one) => (one === code ? isGiven : chosen.includes(one))));
  return (
    <FieldFrame label={label} help={help} error={error} grouped>
      {({ 'aria-invalid': isInvalid }) => (
        <div className="check-list key-permissions">
          {permissionGroups(offered).map(({ area, permissions }) => (
            <fieldset key={area} className="key-permission-group">
              <legend className="field-label">{areas[area]}</legend>
              {permissions.map((code) => (
                <label key={code} className="check">
                  <input
                    type="checkbox"
                    checked={chosen.includes(code)}
                    aria-invalid={isInvalid}
                    onChange={(event) => give(code, event.target.checked)}
                  />
                  <span>
                    {names[code]} <code className="note">{code}</code>
                  </span>
                </label>
              ))}
            </fieldset>
          ))}
        </div>
      )}
    </FieldFrame>
  );
}
