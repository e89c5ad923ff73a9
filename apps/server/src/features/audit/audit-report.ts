import type { AuditEntry, AuditFilter, ReportParameters } from '@varve/contract';
import type {
  ReportContent,
  ReportFact,
  ReportKindOf,
  ReportRow,
  ReportSource,
  Texts,
} from '../../kit/reports/report-kind.ts';
import { ACTION_WORDS } from '../../kit/audit-words/action-words.ts';
import { OUTCOME_WORDS } from '../../kit/audit-words/outcome-words.ts';
import { RESOURCE_WORDS } from '../../kit/audit-words/resource-words.ts';
import { wordCell } from '../../kit/reports/word-cell.ts';
import { countEntries, readEntries, type EntryPlace } from './read-entries.ts';
import { sealFacts } from './seal-facts.ts';

type AuditParameters = Extract<ReportParameters, { kind: 'audit' }>;

const PAGE_SIZE = 1_000;
const MOST_COUNTED = 100_001;

/** The audit log of a period, the newest entries first, and what its seals say. */
export const auditReport: ReportKindOf<'audit'> = {
  kind: 'audit',
  permission: 'audit.read',
  title: { es: 'Registro de auditoría', en: 'Audit log' },
  columns: [
    { key: 'time', label: { es: 'Hora', en: 'Time' }, kind: 'time', width: 2 },
    { key: 'actor', label: { es: 'Usuario', en: 'User' }, kind: 'text', width: 1.4 },
    { key: 'action', label: { es: 'Acción', en: 'Action' }, kind: 'word', width: 1.3 },
    { key: 'outcome', label: { es: 'Resultado', en: 'Outcome' }, kind: 'word', width: 1 },
    { key: 'resource', label: { es: 'Recurso', en: 'Resource' }, kind: 'word', width: 1.6 },
    { key: 'name', label: { es: 'Nombre o id', en: 'Name or id' }, kind: 'text', width: 2.2 },
    { key: 'changed', label: { es: 'Columnas', en: 'Columns' }, kind: 'text', width: 2 },
    { key: 'address', label: { es: 'Dirección', en: 'Address' }, kind: 'text', width: 1.4 },
    { key: 'request', label: { es: 'Petición', en: 'Request' }, kind: 'text', width: 1.4 },
  ],
  read: readAudit,
};

async function readAudit(
  source: ReportSource,
  { actor, action, outcome }: AuditParameters,
): Promise<ReportContent> {
  const { fromMs, toMs } = source;
  const filter: AuditFilter = {
    fromMs,
    toMs,
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
    ...(outcome === undefined ? {} : { outcome }),
  };
  const expectedRows = await source.transaction((tx) => countEntries(tx, filter, MOST_COUNTED));
  return {
    expectedRows,
    facts: [...filterFacts({ actor, action, outcome }), ...(await sealFacts(source))],
    rows: rowsOf(source, filter),
  };
}

const FILTERS: Readonly<Record<'actor' | 'action' | 'outcome', Texts>> = {
  actor: { es: 'Solo el usuario', en: 'Only the user' },
  action: { es: 'Solo la acción', en: 'Only the action' },
  outcome: { es: 'Solo el resultado', en: 'Only the outcome' },
};
const FILTER_WORDS = { actor: {}, action: ACTION_WORDS, outcome: OUTCOME_WORDS } as const;

function filterFacts(
  filter: Readonly<Record<keyof typeof FILTERS, string | undefined>>,
): ReportFact[] {
  return (['actor', 'action', 'outcome'] as const).flatMap((key) => {
    const given = filter[key];
    return given === undefined
      ? []
      : [{ label: FILTERS[key], text: wordCell(FILTER_WORDS[key], given).texts }];
  });
}

async function* rowsOf(source: ReportSource, filter: AuditFilter): AsyncGenerator<ReportRow> {
  let after: EntryPlace | undefined;
  do {
    source.signal.throwIfAborted();
    const place = after;
    const found = await source.transaction((tx) =>
      readEntries(tx, { filter, after: place, limit: PAGE_SIZE }),
    );
    for (const { entry } of found) yield rowOf(entry);
    after = found.length < PAGE_SIZE ? undefined : found.at(-1)?.place;
  } while (after !== undefined);
}

function rowOf(entry: AuditEntry): ReportRow {
  return [
    entry.timeMs,
    entry.actor ?? entry.actorId,
    wordCell(ACTION_WORDS, entry.action),
    wordCell(OUTCOME_WORDS, entry.outcome),
    wordCell(RESOURCE_WORDS, entry.resourceType),
    entry.resourceName ?? entry.resourceId,
    entry.changedColumns.join(' '),
    entry.clientAddress,
    entry.requestId,
  ];
}
