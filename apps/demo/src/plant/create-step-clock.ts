/** Counts the steps of a simulation since its start. */
interface StepClock {
  readonly stepMs: number;
  /** The step that the simulation has reached, from 0 on. */
  stepNow(): number;
  /** Time of a step, in milliseconds since 1970. */
  timeOf(step: number): number;
  /** Milliseconds until a step is reached; negative when it has been. */
  msUntil(step: number): number;
}

/** Starts counting at step 0, now. A later change of the system's clock does not disturb the count. */
export function createStepClock(stepMs: number): StepClock {
  const startedAtMs = Date.now();
  const startedAt = performance.now();
  return {
    stepMs,
    stepNow: () => Math.floor((performance.now() - startedAt) / stepMs),
    timeOf: (step) => startedAtMs + step * stepMs,
    msUntil: (step) => startedAt + step * stepMs - performance.now(),
  };
}

/**
 * Calls `onStep` at every step of a clock. A process that was held up goes on with the step that is
 * due: steps in between are skipped, none comes twice.
 *
 * @returns what ends it
 */
export function runEachStep(clock: StepClock, onStep: (step: number) => void): () => void {
  let lastStep = -1;
  let timer: NodeJS.Timeout | undefined;
  function tick(): void {
    const step = clock.stepNow();
    if (step > lastStep) {
      lastStep = step;
      onStep(step);
    }
    timer = setTimeout(tick, Math.max(clock.msUntil(lastStep + 1), 1));
  }
  tick();
  return () => clearTimeout(timer);
}
