import { readFileSync } from 'node:fs';
import type { Finding, Rule } from './rule.ts';

/** For each rule, the files that still break it and how much each may: numbers that may only shrink. */
export type Ratchets = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Where the list lies. */
export const RATCHETS_FILE: URL = new URL('ratchets.json', import.meta.url);

/** Shows at most so many places of a file. */
const MOST_DETAILS = 8;

/** Reads the list; it is empty where there is none yet. */
export function readRatchets(): Ratchets {
  try {
    return JSON.parse(readFileSync(RATCHETS_FILE, 'utf8')) as Ratchets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Breaches of a rule by file, in the order of the paths. */
export function countByFile(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { path, count = 1 } of findings.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    counts[path] = (counts[path] ?? 0) + count;
  }
  return counts;
}

/**
 * Compares what was found with what is still allowed.
 *
 * @returns a line for each file that breaks the rule more than its entry allows, and for each entry that is too high
 */
export function problemsOf(
  rule: Rule,
  findings: readonly Finding[],
  allowed: Readonly<Record<string, number>>,
): string[] {
  const counts = countByFile(findings);
  const grown = Object.entries(counts)
    .filter(([path, count]) => count > (allowed[path] ?? 0))
    .map(([path, count]) => {
      const details = new Set(findings.filter((found) => found.path === path).map(detailOf));
      const shown = [...details].slice(0, MOST_DETAILS).join('; ');
      return `${path}: ${rule.name} ${count}, allowed ${allowed[path] ?? 0}: ${rule.wayOut} (${shown})`;
    });
  const shrunk = Object.entries(allowed)
    .filter(([path, count]) => (counts[path] ?? 0) < count)
    .map(([path, count]) => {
      const left = counts[path] ?? 0;
      const wayOut = left === 0 ? 'delete the entry' : `lower the entry to ${left}`;
      return `${path}: ${rule.name} ${left}, no longer ${count}: ${wayOut} (pnpm style:ratchets)`;
    });
  return [...grown, ...shrunk];
}

function detailOf({ detail }: Finding): string {
  return detail;
}
