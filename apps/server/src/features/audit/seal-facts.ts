import type { TenantTransaction } from '@varve/db/tenant';
import type { SealProblem as ProblemCode } from '@varve/contract';
import type { ReportFact, ReportSource, Texts } from '../../kit/reports/report-kind.ts';

interface SealState {
  readonly total: number;
  readonly sealed: number;
  readonly seals: number;
  readonly newestAt: Date | null;
}

interface SealProblem {
  readonly problem: ProblemCode;
  readonly seal_number: string | null;
  readonly from_id: string;
  readonly to_id: string;
}

const SEALED: Texts = { es: 'Selladas', en: 'Sealed' };
const CHECKED: Texts = { es: 'Sellos comprobados', en: 'Seals checked' };
const PROBLEMS: Readonly<Record<ProblemCode, Texts>> = {
  seal_missing: { es: 'falta un sello anterior', en: 'a seal before it is missing' },
  chain_broken: { es: 'no sigue al sello anterior', en: 'it does not follow the seal before it' },
  rows_missing: { es: 'faltan entradas', en: 'entries are missing' },
  rows_changed: { es: 'sus entradas fueron cambiadas', en: 'its entries were changed' },
  rows_added: { es: 'fue introducida fuera de los sellos', en: 'it was slipped in past the seals' },
};
/** The whole chain is worked out anew. */
const CHECK_TIMEOUT = '30min';

/** Says how many entries of the span are in a seal, and whether the log matches its seals: a page does not wait for the second. */
export async function sealFacts(source: ReportSource): Promise<ReportFact[]> {
  const state = await source.transaction((tx) => readState(tx, source));
  const sealed = {
    label: SEALED,
    text: {
      es: `${state.sealed} de ${state.total} entradas del período`,
      en: `${state.sealed} of ${state.total} entries of the period`,
    },
  };
  const checked = source.isPage
    ? {
        es: 'no aquí: los archivos de una ejecución lo dicen',
        en: 'not here: the files of a run say so',
      }
    : verdictOf(state, await source.transaction(findProblem));
  return [sealed, { label: CHECKED, text: checked }];
}

async function readState(
  { $client }: TenantTransaction,
  { fromMs, toMs }: Pick<ReportSource, 'fromMs' | 'toMs'>,
): Promise<SealState> {
  const { rows } = await $client.query<SealState>(
    `WITH span AS (SELECT id FROM audit_log WHERE occurred_at >= 'epoch'::timestamptz + $1 * interval '1 millisecond'
       AND occurred_at < 'epoch'::timestamptz + $2 * interval '1 millisecond')
     SELECT (SELECT count(*) FROM span)::int AS total,
       (SELECT count(*) FROM span JOIN (SELECT unnest(row_ids) AS ids FROM audit_seals
          WHERE to_id >= (SELECT min(id) FROM span) AND from_id <= (SELECT max(id) FROM span)) AS seals ON span.id <@ seals.ids)::int AS sealed,
       (SELECT count(*) FROM audit_seals)::int AS seals, (SELECT max(sealed_at) FROM audit_seals) AS "newestAt"`,
    [fromMs, toMs],
  );
  return rows[0]!;
}

async function findProblem({ $client }: TenantTransaction): Promise<SealProblem | undefined> {
  await $client.query(`SET LOCAL statement_timeout = '${CHECK_TIMEOUT}'`);
  const { rows } = await $client.query<SealProblem>(
    'SELECT problem, seal_number, from_id, to_id FROM internal.verify_audit(internal.current_tenant())',
  );
  return rows[0];
}

function verdictOf({ seals, newestAt }: SealState, found: SealProblem | undefined): Texts {
  if (found !== undefined) {
    const { problem, seal_number: number, from_id: from, to_id: to } = found;
    const of = (name: string): string => (number === null ? '' : `${name} ${number}, `);
    return {
      es: `NO COINCIDEN: ${of('sello')}entradas ${from} a ${to}: ${PROBLEMS[problem].es}`,
      en: `THEY DO NOT MATCH: ${of('seal')}entries ${from} to ${to}: ${PROBLEMS[problem].en}`,
    };
  }
  if (newestAt === null) return { es: 'no hay sellos todavía', en: 'there are no seals yet' };
  const until = newestAt.toISOString();
  return {
    es: `los ${seals} coinciden; el más reciente es de ${until}`,
    en: `all ${seals} match; the newest is of ${until}`,
  };
}
