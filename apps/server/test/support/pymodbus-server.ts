import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ByteOrder, ModbusDataType } from '@varve/protocols';
import { PYTHON } from '../../../../test/requirement.ts';

/** Content of registers: address, type, order of their bytes, value. */
export type RegisterValue =
  | readonly [
      address: number,
      type: Exclude<ModbusDataType, 'bool'>,
      byteOrder: ByteOrder,
      value: number,
    ]
  | readonly [address: number, type: 'text', byteOrder: 'ABCD', value: string];

/** Content of a coil or a discrete input. */
type BitValue = readonly [address: number, value: 0 | 1];

/** Registers and bits of unit 1 that change between two requests, or a unit that comes or goes. */
export type PymodbusCommand =
  | {
      readonly registers?: readonly RegisterValue[];
      readonly input_registers?: readonly RegisterValue[];
      readonly coils?: readonly BitValue[];
      readonly discrete_inputs?: readonly BitValue[];
    }
  | { readonly unit: number; readonly answers: boolean };

/** A Modbus TCP server that nobody here wrote. */
export interface PymodbusServer extends AsyncDisposable {
  readonly port: number;
  /** Resolves when the server has done it. */
  tell(command: PymodbusCommand): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./pymodbus-server.py', import.meta.url));

/** Starts pymodbus on a free port of loopback. */
export async function startPymodbus(): Promise<PymodbusServer> {
  const child = spawn(PYTHON, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'close');
  const nextLine = async (): Promise<string> => {
    const line = once(lines, 'line') as Promise<[string]>;
    const [text] = await Promise.race([
      line,
      ended.then(() => {
        throw new Error('pymodbus ended');
      }),
    ]);
    return text;
  };
  const port = Number(await nextLine());
  return {
    port,
    async tell(command) {
      const done = nextLine();
      child.stdin.write(`${JSON.stringify(command)}\n`);
      await done;
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}
