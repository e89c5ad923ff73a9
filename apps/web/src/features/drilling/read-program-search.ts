import { PROGRAM_STATES } from '../../api/codes.ts';
import type { ProgramState } from '@varve/contract';

/** The address of the list of programs: `q=aur&state=draft`. */
export interface ProgramSearch {
  readonly q?: string;
  readonly state?: ProgramState;
}

/** Parts of an address to change; undefined takes one out. */
export type ProgramSearchChange = {
  readonly [Key in keyof ProgramSearch]?: ProgramSearch[Key] | undefined;
};

const MOST_CHARACTERS = 200;

/** Reads the address, leaving out whatever makes no sense. */
export function readProgramSearch(raw: Record<string, unknown>): ProgramSearch {
  const { q, state } = raw;
  const known = PROGRAM_STATES.find((one) => one === state);
  return {
    ...(typeof q === 'string' && q !== '' && { q: q.slice(0, MOST_CHARACTERS) }),
    ...(known && { state: known }),
  };
}
