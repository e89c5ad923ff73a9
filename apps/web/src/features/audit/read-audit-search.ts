import { AUDIT_OUTCOMES } from '../../api/codes.ts';
import type { AuditEntryView } from '../../api/contract.ts';
import {
  readTimeRangeSearch,
  timeRangeOf,
  type TimeRange,
  type TimeRangeSearch,
} from '../../kit/time-range/time-range.ts';

/** Parts of an entry that the address asks for by their exact words. */
const TEXTS = ['actor', 'action', 'resourceType', 'resourceId', 'requestId'] as const;
export type AuditText = (typeof TEXTS)[number];

type Outcome = AuditEntryView['outcome'];

/** The address of the audit log: `range=24h&actor=ana&outcome=denied`. Without a range it is all of the log. */
export interface AuditSearch extends TimeRangeSearch, Partial<Readonly<Record<AuditText, string>>> {
  readonly outcome?: Outcome;
  /** Id of the entry that is open. */
  readonly entry?: number;
}

/** Parts of an address to change; undefined takes one out. */
export type AuditSearchChange = {
  readonly [Key in keyof AuditSearch]?: AuditSearch[Key] | undefined;
};

const MOST_CHARACTERS = 200;

/** Reads the address, leaving out whatever makes no sense. */
export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const texts = TEXTS.flatMap((name) => {
    const text = raw[name];
    return typeof text === 'string' && /^\P{Cc}+$/u.test(text)
      ? [[name, text.slice(0, MOST_CHARACTERS)] as const]
      : [];
  });
  const outcome = AUDIT_OUTCOMES.find((one) => one === raw['outcome']);
  const entry = Number(raw['entry']);
  return {
    ...readTimeRangeSearch(raw),
    ...Object.fromEntries(texts),
    ...(outcome !== undefined && { outcome }),
    ...(Number.isSafeInteger(entry) && entry > 0 && { entry }),
  };
}

/** The range of an address; null for all of the log. */
export function auditRangeOf(search: AuditSearch): TimeRange | null {
  const { range, from } = search;
  return range === undefined && from === undefined ? null : timeRangeOf(search);
}
