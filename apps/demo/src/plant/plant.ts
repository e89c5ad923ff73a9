import { type PlantChild, type PlantExit, startPlantChild } from './plant-child.ts';
import { PlantError } from './plant-error.ts';
import type { PlantPorts } from './plant-sources.ts';

/** The simulated plant while it runs. */
export interface Plant extends AsyncDisposable {
  readonly ports: PlantPorts;
  readonly processIds: readonly number[];
  /** Ends the plant's processes and resolves when they are gone. */
  stop(): Promise<void>;
}

/** How the plant is run. */
interface PlantOptions {
  /** The same seed gives the same values at the same time since the start. @default 1 */
  readonly seed?: number;
  /** Where the plant may keep files; it is made when needed. */
  readonly directory: string;
  /** Told when a process ends that nobody stopped, once the plant has started. */
  readonly onExit?: (exit: PlantExit) => void;
  /** How long a process may take to listen. @default 120000 */
  readonly readyTimeoutMs?: number;
}

const SCRIPTS = {
  'well-pad': new URL('./well-pad.ts', import.meta.url),
  factory: new URL('./factory-broker.ts', import.meta.url),
  'drilling-rig': new URL('./drilling-rig.ts', import.meta.url),
} as const;

/**
 * Starts the simulated plant: three processes, each with a server on a free port of loopback.
 *
 * They end with {@link Plant.stop}, and by themselves when this process is gone.
 *
 * @throws PlantError PLANT_PROCESS_EXITED or PLANT_PROCESS_TIMEOUT, naming the process and what it
 * printed; nothing is left running then
 */
export async function startPlant(options: PlantOptions): Promise<Plant> {
  const { seed = 1, directory, onExit, readyTimeoutMs = 120_000 } = options;
  let started = false;
  let earlyExit: PlantExit | undefined;
  const start = (name: keyof typeof SCRIPTS): PlantChild =>
    startPlantChild({
      name,
      script: SCRIPTS[name],
      arguments: { seed, directory },
      readyTimeoutMs,
      onExit(exit) {
        if (started) onExit?.(exit);
        else earlyExit ??= exit;
      },
    });
  const children = [start('well-pad'), start('factory'), start('drilling-rig')] as const;
  async function stop(): Promise<void> {
    await Promise.all(children.map((child) => child.stop()));
  }
  try {
    const [modbusPort, mqttPort, opcUaPort] = await Promise.all([
      children[0].ready,
      children[1].ready,
      children[2].ready,
    ]);
    // One process may have ended while another was still starting.
    if (earlyExit !== undefined) throw exitBeforeStart(earlyExit);
    started = true;
    return {
      ports: { modbusPort, mqttPort, opcUaPort },
      processIds: children.flatMap((child) => child.processId ?? []),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function exitBeforeStart({ process, code, signal, output }: PlantExit): PlantError {
  const how = signal ?? `code ${code}`;
  return new PlantError(
    'PLANT_PROCESS_EXITED',
    `the plant's process "${process}" ended with ${how} while others started; it printed:\n${output}`,
  );
}
