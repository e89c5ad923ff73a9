import { Fragment } from 'react';
import type { ProgramView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { drillingWords } from './drilling-words.ts';

/** All that a program says, where nobody changes it. */
export function ProgramFacts({ program }: { readonly program: ProgramView }) {
  const words = useWords(drillingWords);
  const { number, time } = useLanguage().formats;
  const day = (isoDay: string | null): string => (isoDay === null ? '–' : time.day(isoDay));
  const { budget, currency, plannedDays } = program;
  const facts = [
    [words.name, program.name],
    [words.rig, program.rigName || '–'],
    [words.contractor, program.contractor || '–'],
    [words.depth, `${number.integer(program.plannedDepthFt)} ft`],
    [words.days, plannedDays === null ? '–' : `${number.plain(plannedDays)} ${words.dayUnit}`],
    [words.startOn, day(program.plannedStartOn)],
    [words.startedOn, day(program.startedOn)],
    [words.finishedOn, day(program.finishedOn)],
    [words.budget, budget === null ? '–' : `${number.fixed(budget, 2)} ${currency ?? ''}`],
  ] as const;
  return (
    <dl className="panel-body facts">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
