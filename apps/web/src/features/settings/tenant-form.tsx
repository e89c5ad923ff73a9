import { updateSettingsInput } from '@varve/contract';
import type { SettingsView } from '../../api/contract.ts';
import { Form } from '../../kit/form/form.tsx';
import { SegmentsField } from '../../kit/form/segments-field.tsx';
import { SelectField } from '../../kit/form/select-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { ZoneField } from '../../kit/form/zone-field.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { LANGUAGE_NAMES, LANGUAGE_OPTIONS } from '../../kit/i18n/language.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { kitWords } from '../../kit/kit-words.ts';
import { useMay } from '../../session/session-context.ts';
import { settingsWords } from './settings-words.ts';
import { useSaveSettings } from './use-save-settings.ts';

interface TenantFormProps {
  readonly settings: SettingsView;
}

/** Settings that pages, messages and schedules of the organisation go by. */
export function TenantForm({ settings }: TenantFormProps) {
  return useMay()('configuration.write') ? (
    <EditedTenant settings={settings} />
  ) : (
    <TenantFacts settings={settings} />
  );
}

function EditedTenant({ settings }: TenantFormProps) {
  const words = useWords(settingsWords).tenant;
  const { zone } = useWords(kitWords);
  const { locale } = useLanguage().formats;
  const save = useSaveSettings(words.saved);
  const { displayName, timeZone, currency, version } = settings;
  const form = useForm({
    schema: updateSettingsInput,
    initial: {
      displayName,
      timeZone,
      currency,
      language: settings.language ?? 'browser',
    },
    toInput: ({ language, ...given }) => ({
      ...given,
      expectedVersion: version,
      language: language === 'browser' ? null : language,
    }),
    say: ({ path }) => (path[0] === 'timeZone' ? zone.wrong : null),
    onSubmit: save,
  });
  return (
    <div className="panel-body">
      <Form form={form} submit={words.save}>
        <TextField
          form={form}
          name="displayName"
          label={words.displayName}
          help={words.displayNameHelp(settings.name)}
          optional
        />
        <SegmentsField
          form={form}
          name="language"
          label={words.language}
          help={words.languageHelp}
          options={[{ value: 'browser', label: words.browser }, ...LANGUAGE_OPTIONS]}
        />
        <ZoneField form={form} />
        <SelectField
          form={form}
          name="currency"
          label={words.currency}
          options={currencyOptions(locale)}
        />
      </Form>
    </div>
  );
}

function currencyOptions(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} – ${names.of(code) ?? code}`,
  }));
}

function TenantFacts({ settings }: TenantFormProps) {
  const words = useWords(settingsWords).tenant;
  const { zone } = useWords(kitWords);
  const { name, displayName, language, timeZone, currency } = settings;
  return (
    <dl className="panel-body facts">
      <dt>{words.name}</dt>
      <dd>{name}</dd>
      <dt>{words.displayName}</dt>
      <dd>{displayName || name}</dd>
      <dt>{words.language}</dt>
      <dd>{language === null ? words.browser : LANGUAGE_NAMES[language]}</dd>
      <dt>{zone.label}</dt>
      <dd>{timeZone}</dd>
      <dt>{words.currency}</dt>
      <dd>{currency}</dd>
    </dl>
  );
}
