import type { Language } from '@varve/contract';

interface ReportWords {
  readonly period: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly rows: string;
  readonly about: string;
  readonly none: string;
  readonly page: (page: number, pages: number) => string;
  readonly cut: (shown: string, found: string) => string;
  readonly upTo: (from: string, to: string) => string;
}

/** Words that documents of reports have in common. */
export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  es: {
    period: 'Período',
    madeAt: 'Elaborado',
    madeBy: 'Con los permisos de',
    rows: 'Filas',
    about: 'Acerca de',
    none: 'No hay nada en este período.',
    page: (page, pages) => `Página ${page} de ${pages}`,
    cut: (shown, found) =>
      `${shown} de ${found}: este archivo no admite más; el CSV las tiene todas`,
    upTo: (from, to) => `desde ${from} hasta antes de ${to}`,
  },
  en: {
    period: 'Period',
    madeAt: 'Made',
    madeBy: 'With the rights of',
    rows: 'Rows',
    about: 'About',
    none: 'There is nothing in this period.',
    page: (page, pages) => `Page ${page} of ${pages}`,
    cut: (shown, found) => `${shown} of ${found}: this file holds no more; the CSV has all`,
    upTo: (from, to) => `from ${from} to before ${to}`,
  },
};
