import {
  createProgramInput,
  drillingProgramDetail,
  listProgramsInput,
  moveProgramInput,
  noInput,
  oneProgramInput,
  programPage,
  updateProgramInput,
  wellList,
} from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { correctProgram } from './correct-program.ts';
import { createProgram } from './create-program.ts';
import { listPrograms } from './list-programs.ts';
import { listWells } from './list-wells.ts';
import { moveProgram } from './move-program.ts';
import { readProgram } from './read-program.ts';
import { updateProgram } from './update-program.ts';

/** Plans to drill a well, as documents with a life. */
const programs = createRouter({
  /** Programs, those made last first, a page at a time. */
  list: may('engineering.read')
    .input(listProgramsInput)
    .output(programPage)
    .query(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => listPrograms(tx, access, input)),
    ),
  /** One program with its history, and the transitions that the caller may take. */
  get: may('engineering.read')
    .input(oneProgramInput)
    .output(drillingProgramDetail)
    .query(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => readProgram(tx, access, input.programId)),
    ),
  create: may('engineering.write')
    .input(createProgramInput)
    .output(drillingProgramDetail)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => createProgram(tx, access, input)),
    ),
  /** Changes a draft. */
  update: may('engineering.write')
    .input(updateProgramInput)
    .output(drillingProgramDetail)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => updateProgram(tx, access, input)),
    ),
  /** Takes a transition; its own right is asked for besides that to read. */
  move: may('engineering.read')
    .input(moveProgramInput)
    .output(drillingProgramDetail)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => moveProgram(tx, access, input)),
    ),
  /** Makes a draft that corrects an approved program. */
  correct: may('engineering.write')
    .input(oneProgramInput)
    .output(drillingProgramDetail)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => correctProgram(tx, access, input.programId)),
    ),
});

export const drillingRouter = createRouter({
  programs,
  /** Wells that the caller may write programs for. */
  wells: may('engineering.write')
    .input(noInput)
    .output(wellList)
    .query(({ ctx: { tenant, access } }) => tenant.transaction((tx) => listWells(tx, access))),
});
