import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../../test/free-port.ts';
import { findProgram } from '../../../../test/requirement.ts';
import { temporaryFolder } from './test-database.ts';

/** A Mosquitto broker on loopback that can go away and come back on the same port. */
export interface Mosquitto extends AsyncDisposable {
  readonly port: number;
  /** @param settings - lines of its configuration beside the listener; what was given last stands */
  start(settings?: readonly string[]): Promise<void>;
  stop(): Promise<void>;
  /**
   * Publishes payloads to a topic with QoS 1, one after the other, by mosquitto_pub.
   *
   * @param options - more of its options: `-r` for a retained message
   */
  publish(
    topic: string,
    payloads: readonly (string | Uint8Array)[],
    options?: readonly string[],
  ): Promise<void>;
}

/** Prepares a broker; it does not run yet. */
export async function prepareMosquitto(): Promise<Mosquitto> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const configuration = join(folder, 'mosquitto.conf');
  let lines: readonly string[] = ['allow_anonymous true'];
  let broker: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (broker === undefined) return;
    const closed = once(broker, 'close');
    broker.kill('SIGTERM');
    await closed;
    broker = undefined;
  };
  return {
    port,
    async start(settings = lines) {
      lines = settings;
      await writeFile(configuration, `${[`listener ${port} 127.0.0.1`, ...lines].join('\n')}\n`);
      broker = spawn(findProgram('mosquitto')!, ['-c', configuration], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await untilRunning(broker);
    },
    stop,
    publish: (topic, payloads, options = []) =>
      publish(['-p', String(port), '-t', topic, ...options], payloads),
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Mosquitto says on standard error when its port is open. */
async function untilRunning(broker: ChildProcess): Promise<void> {
  let output = '';
  for await (const chunk of broker.stderr!) {
    output += String(chunk);
    if (!output.includes(' running')) continue;
    broker.stderr!.resume();
    return;
  }
  throw new Error(`mosquitto ended: ${output}`);
}

async function publish(
  options: readonly string[],
  payloads: readonly (string | Uint8Array)[],
): Promise<void> {
  let lines: string[] = [];
  // A line of standard input is a message; bytes that are no text go as a whole.
  for (const payload of [...payloads, Uint8Array.of()]) {
    if (typeof payload === 'string') {
      lines.push(payload);
      continue;
    }
    if (lines.length > 0) await runPublisher(options, '-l', `${lines.join('\n')}\n`);
    if (payload.length > 0) await runPublisher(options, '-s', payload);
    lines = [];
  }
}

async function runPublisher(
  options: readonly string[],
  mode: '-l' | '-s',
  input: string | Uint8Array,
): Promise<void> {
  const child = spawn(
    findProgram('mosquitto_pub')!,
    ['-h', '127.0.0.1', '-q', '1', ...options, mode],
    {
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`mosquitto_pub ended with ${code}`);
}
