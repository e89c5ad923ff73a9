/** How a process of the plant failed to start. */
export type PlantErrorCode = 'PLANT_PROCESS_EXITED' | 'PLANT_PROCESS_TIMEOUT';

/** The simulated plant did not start. */
export class PlantError extends Error {
  override readonly name = 'PlantError';
  readonly code: PlantErrorCode;

  constructor(code: PlantErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
