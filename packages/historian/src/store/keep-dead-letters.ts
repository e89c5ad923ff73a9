import { appendFile } from 'node:fs/promises';

/** A row that a sink refused for good, with the reason. */
export interface DeadLetter extends Readonly<Record<string, unknown>> {
  /** Time of the refusal, as ISO 8601. */
  readonly time: string;
  readonly code: string;
  readonly message: string;
}

/** Appends rows to a file of JSON lines; resolves when they are on disk. */
export async function keepDeadLetters(file: string, letters: readonly DeadLetter[]): Promise<void> {
  const lines = letters.map((letter) => `${JSON.stringify(letter)}\n`);
  await appendFile(file, lines.join(''), { flush: true });
}
