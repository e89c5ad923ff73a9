import { AUDIT_OUTCOMES, REPORT_UNITS } from '../../api/codes.ts';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { FilterSelect } from '../../kit/filter/filter-select.tsx';
import { WordFilter } from '../../kit/filter/word-filter.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { fromLocalInput, toLocalInput } from '../../kit/time-range/from-local-input.ts';
import type { ReportSearch, ReportSearchChange } from './read-report-search.ts';
import type { ParameterValues } from './report-values.ts';
import { reportWords } from './report-words.ts';

interface ReportToolbarProps {
  readonly kind: string;
  readonly search: ReportSearch;
  readonly onChange: (change: ReportSearchChange) => void;
}

const DAY_MS = 86_400_000;

/** Parameters of a report, which stand in its address. */
export function ReportToolbar({ kind, search, onChange }: ReportToolbarProps) {
  const words = useWords(reportWords);
  const { unit = 'day' } = search;
  const word = (key: 'actor' | 'action') => (
    <WordFilter
      label={words[key]}
      value={search[key]}
      onChange={(value) => onChange({ [key]: value })}
    />
  );
  const chooseUnit = (chosen: ParameterValues['unit']): void => {
    const toMs = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
    onChange(
      chosen === 'fixed'
        ? { unit: chosen, from: search.from ?? toMs - DAY_MS, to: search.to ?? toMs }
        : { unit: chosen, from: undefined, to: undefined },
    );
  };
  return (
    <FilterBar>
      <FilterSelect
        label={words.period}
        value={unit}
        values={REPORT_UNITS}
        nameOf={(one) => words.periods[one]}
        onChange={(chosen = unit) => chooseUnit(chosen)}
      />
      {unit === 'fixed' && (
        <>
          <MomentInput
            label={words.from}
            timeMs={search.from}
            onChange={(from) => onChange({ from })}
          />
          <MomentInput label={words.to} timeMs={search.to} onChange={(to) => onChange({ to })} />
        </>
      )}
      {word('actor')}
      {kind === 'audit' && word('action')}
      {kind === 'audit' && (
        <FilterSelect
          label={words.outcome}
          any={words.anyOutcome}
          value={search.outcome}
          values={AUDIT_OUTCOMES}
          nameOf={(outcome) => words.outcomes[outcome]}
          onChange={(outcome) => onChange({ outcome })}
        />
      )}
    </FilterBar>
  );
}

interface MomentInputProps {
  readonly label: string;
  readonly timeMs: number | undefined;
  readonly onChange: (timeMs: number) => void;
}

/** A moment by the clock of the person. */
function MomentInput({ label, timeMs, onChange }: MomentInputProps) {
  const { offsetMs } = useLanguage().formats.time;
  const shownMs = timeMs ?? 0;
  return (
    <input
      className="input"
      type="datetime-local"
      aria-label={label}
      value={timeMs === undefined ? '' : toLocalInput(timeMs, offsetMs).slice(0, 16)}
      onChange={(event) => {
        const next = fromLocalInput(event.target.value, shownMs, offsetMs);
        if (next !== null) onChange(next);
      }}
    />
  );
}
