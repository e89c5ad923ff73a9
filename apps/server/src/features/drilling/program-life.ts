import type { ProgramState, ProgramTransition } from '@varve/contract';
import type { DocumentLife } from '../../kit/documents/document-life.ts';

/** Rights that somebody may need over a program. */
export const PROGRAM_RIGHTS = [
  'engineering.read',
  'engineering.write',
  'engineering.approve',
] as const;

/** The life of a drilling program: what was submitted is approved by somebody else, and what is approved changes no more. */
export const programLife: DocumentLife<ProgramState, ProgramTransition> = {
  table: 'drilling_programs',
  what: 'drilling program',
  initial: 'draft',
  open: ['draft'],
  numbered: 'approved',
  transitions: {
    submit: { from: 'draft', to: 'submitted', permission: 'engineering.write', asks: 'nothing' },
    discard: { from: 'draft', to: 'cancelled', permission: 'engineering.write', asks: 'nothing' },
    return: { from: 'submitted', to: 'draft', permission: 'engineering.write', asks: 'reason' },
    approve: {
      from: 'submitted',
      to: 'approved',
      permission: 'engineering.approve',
      fourEyes: true,
      asks: 'nothing',
    },
    start: { from: 'approved', to: 'in_progress', permission: 'engineering.write', asks: 'day' },
    complete: {
      from: 'in_progress',
      to: 'completed',
      permission: 'engineering.write',
      asks: 'day',
    },
    cancel: {
      from: 'approved',
      to: 'cancelled',
      permission: 'engineering.approve',
      asks: 'reason',
    },
  },
};
