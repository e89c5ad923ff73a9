import type { ProgramView } from '../../api/contract.ts';

/** Values of the fields of a program. */
export interface ProgramValues {
  /** Empty until it is chosen; a draft keeps its own. */
  readonly wellId: string;
  readonly name: string;
  readonly rigName: string;
  readonly contractor: string;
  readonly plannedDepthFt: number | null;
  readonly plannedDays: number | null;
  readonly plannedStartOn: string;
  readonly budget: number | null;
  readonly currency: string;
}

export const NEW_PROGRAM: ProgramValues = {
  wellId: '',
  name: '',
  rigName: '',
  contractor: '',
  plannedDepthFt: null,
  plannedDays: null,
  plannedStartOn: '',
  budget: null,
  currency: '',
};

/** Gives the fields what a program says. */
export function valuesOf(program: ProgramView): ProgramValues {
  const { wellId, name, rigName, contractor, plannedDepthFt, plannedDays, budget } = program;
  return {
    wellId,
    name,
    rigName,
    contractor,
    plannedDepthFt,
    plannedDays,
    budget,
    plannedStartOn: program.plannedStartOn ?? '',
    currency: program.currency ?? '',
  };
}

/** Makes of fields what the contract takes. */
export function contentOf({
  name,
  rigName,
  contractor,
  plannedDepthFt,
  plannedDays,
  plannedStartOn,
  budget,
  currency,
}: ProgramValues) {
  return {
    name,
    rigName,
    contractor,
    plannedDepthFt,
    plannedDays,
    budget,
    plannedStartOn: plannedStartOn === '' ? null : plannedStartOn,
    currency: currency.trim() === '' ? null : currency.trim().toUpperCase(),
  };
}
