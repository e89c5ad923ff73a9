import type { DrillingProgram, ProgramState } from '@varve/contract';
import { versionSql } from '../../kit/require-version.ts';

/** A row of drilling_programs, as `PROGRAM_COLUMNS` reads it. */
export interface ProgramRow {
  readonly id: string;
  readonly document_number: string | null;
  readonly well_id: string;
  readonly well_name: string;
  readonly name: string;
  readonly rig_name: string;
  readonly contractor: string;
  readonly status: ProgramState;
  readonly planned_total_depth_md_ft: number;
  readonly planned_days: number | null;
  readonly planned_start_on: string | null;
  readonly started_on: string | null;
  readonly finished_on: string | null;
  readonly budget: number | null;
  readonly currency: string | null;
  readonly version: string;
}

/** Columns of a program `p` of a well `w`. Days are texts: a Date would move with the zone of the server. */
export const PROGRAM_COLUMNS = `p.id, p.document_number, p.well_id, w.name AS well_name, p.name, p.rig_name, p.contractor, p.status,
  p.planned_total_depth_md_ft, p.planned_days, p.planned_start_on::text, p.started_on::text, p.finished_on::text,
  p.budget::double precision, p.currency, ${versionSql('p')} AS version`;

/** Makes of a row what the contract tells. */
export function programOf(row: ProgramRow): DrillingProgram {
  return {
    id: row.id,
    documentNumber: row.document_number,
    wellId: row.well_id,
    wellName: row.well_name,
    name: row.name,
    rigName: row.rig_name,
    contractor: row.contractor,
    state: row.status,
    plannedDepthFt: row.planned_total_depth_md_ft,
    plannedDays: row.planned_days,
    plannedStartOn: row.planned_start_on,
    startedOn: row.started_on,
    finishedOn: row.finished_on,
    budget: row.budget,
    currency: row.currency,
    version: row.version,
  };
}
