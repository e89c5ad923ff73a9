/** How often or how much a test does: the full scale is for `.ci/long`, the reduced one for every run. */
export interface Scales<Value> {
  readonly reduced: Value;
  readonly full: Value;
}

/** Gives the value of this run's scale, which VARVE_TEST_SCALE=full makes the full one. */
export function atScale<Value>({ reduced, full }: Scales<Value>): Value {
  const given = process.env['VARVE_TEST_SCALE'] ?? 'reduced';
  if (given === 'full') return full;
  if (given === 'reduced') return reduced;
  throw new Error(`VARVE_TEST_SCALE is full or reduced, not ${given}`);
}
