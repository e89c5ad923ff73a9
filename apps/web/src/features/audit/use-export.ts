import { MAX_EXPORTED_ENTRIES } from '@varve/contract';
import { useEffect, useRef, useState } from 'react';
import { readFile } from '../../api/read-file.ts';
import { download } from '../../kit/download.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { refusalOf } from '../../kit/ui/refusal.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { auditWords } from './audit-words.ts';
import type { AuditFilter } from './use-audit-filter.ts';

interface Export {
  /** How much has come; null while no export goes on. */
  readonly size: string | null;
  /** How the last one ended; null before. */
  readonly said: string | null;
  /** Begins an export, or stops the one that goes on. */
  readonly toggle: () => void;
}

/** Saves the entries that a filter lets through as a file of CSV. What breaks off is not saved. */
export function useExport(filter: AuditFilter): Export {
  const words = useWords(auditWords).export;
  const { number } = useLanguage().formats;
  const sizeOf = (count: number): string => `${number.fixed(count / 1_000_000, 1)} MB`;
  const explain = useExplain();
  const [bytes, setBytes] = useState<number | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  // Who leaves the page does not wait for it any more.
  useEffect(() => () => running.current?.abort(), []);
  const start = async (): Promise<void> => {
    const stopping = new AbortController();
    running.current = stopping;
    setSaid(null);
    setBytes(0);
    try {
      const path = `api/audit/export?${new URLSearchParams(textsOf(filter))}`;
      const file = await readFile({ path, signal: stopping.signal, onBytes: setBytes });
      download(fileNameOf(new Date()), file);
      setSaid(words.done(sizeOf(file.size)));
    } catch (error) {
      setSaid(stopping.signal.aborted ? words.stopped : explain(error));
    } finally {
      running.current = null;
      setBytes(null);
    }
  };
  return {
    size: bytes === null ? null : sizeOf(bytes),
    said,
    toggle: () => {
      if (running.current === null) void start();
      else running.current.abort();
    },
  };
}

function useExplain(): (error: unknown) => string {
  const words = useWords(auditWords).export;
  const { number } = useLanguage().formats;
  const textOf = useRefusalText();
  return (error) => {
    const { reason, isAnswered } = refusalOf(error);
    if (reason === 'RANGE_TOO_LARGE') return words.tooMany(number.integer(MAX_EXPORTED_ENTRIES));
    if (reason === 'THROTTLED') return words.busy;
    return isAnswered ? words.refused(textOf(error)) : words.broken;
  };
}

function textsOf(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]));
}

/** `varve-audit-20261121-140305.csv`, named by the time in UTC. */
function fileNameOf(at: Date): string {
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `varve-audit-${stamp}.csv`;
}
