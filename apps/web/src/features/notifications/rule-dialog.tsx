import type { ChannelView, RuleView } from '../../api/contract.ts';
import { CheckField } from '../../kit/form/check-field.tsx';
import { Form } from '../../kit/form/form.tsx';
import { NumberField } from '../../kit/form/number-field.tsx';
import { SelectField } from '../../kit/form/select-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { usePreferences } from '../../kit/preferences/preferences-context.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import { notificationWords } from './notification-words.ts';
import { RecipientField } from './recipient-field.tsx';
import { useRuleForm } from './use-rule-form.ts';

interface RuleDialogProps {
  /** The rule to change; left out for a new one. */
  readonly rule?: RuleView;
  readonly channels: readonly ChannelView[];
  readonly onClose: () => void;
}

/** Makes or changes a rule: which events are told to whom, and when. */
export function RuleDialog({ rule, channels, onClose }: RuleDialogProps) {
  const { rules: words, events, ...all } = useWords(notificationWords);
  const { plantTimeZone } = usePreferences();
  const { form, isMail, eventKinds } = useRuleForm({ rule, channels, onSaved: onClose });
  return (
    <Dialog
      title={rule === undefined ? words.newTitle : words.editTitle(rule.name)}
      onClose={onClose}
    >
      <Form form={form} submit={words.save} onCancel={onClose}>
        <TextField form={form} name="name" label={all.name} />
        <SelectField
          form={form}
          name="eventKind"
          label={words.event}
          options={eventKinds.map((value) => ({ value, label: events[value] }))}
        />
        <NumberField
          form={form}
          name="minimalSeverity"
          label={words.severity}
          help={words.severityHelp}
        />
        <TextField form={form} name="area" label={words.area} help={words.areaHelp} optional />
        <SelectField
          form={form}
          name="channelId"
          label={words.channel}
          options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {isMail && <RecipientField form={form} />}
        <div className="quiet-hours">
          <TextField form={form} name="quietFrom" label={words.quietFrom} maxLength={5} optional />
          <TextField form={form} name="quietTo" label={words.quietTo} maxLength={5} optional />
          <span className="note">{words.quietHelp(plantTimeZone ?? 'UTC')}</span>
        </div>
        <NumberField
          form={form}
          name="digestMinutes"
          label={words.digest}
          unit={words.minutes}
          help={words.digestHelp}
          optional
        />
        <CheckField form={form} name="enabled" label={all.enabled} />
      </Form>
    </Dialog>
  );
}
