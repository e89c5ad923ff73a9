import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';

/** Newest seal of a tenant's audit log at a time, kept outside of the database. */
export interface AuditHead {
  /** When it was written down, as ISO 8601. */
  readonly at: string;
  /** Id of the tenant. */
  readonly tenant: string;
  /** Number of the seal. */
  readonly seal: number;
  /** Hash of the seal, 64 hexadecimal digits. */
  readonly hash: string;
}

/** A line of a file of heads. */
export interface HeadLine {
  /** From 1. */
  readonly line: number;
  /** Null where the line is none. */
  readonly head: AuditHead | null;
}

const head = z.strictObject({
  at: z.iso.datetime(),
  tenant: z.uuid(),
  seal: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Appends a head to a file, which has it when this returns, whatever happens to the machine. */
export async function appendHead(file: string, newest: AuditHead): Promise<void> {
  await using handle = await open(file, 'a', 0o600);
  await handle.appendFile(`${JSON.stringify(newest)}\n`);
  await handle.sync();
}

/** Reads a file of heads; undefined where there is none. */
export async function readHeads(file: string): Promise<HeadLine[] | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text
    ?.split('\n')
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter(({ text: line }) => line.trim() !== '')
    .map(({ line, text: written }) => ({ line, head: parseHead(written) }));
}

function parseHead(line: string): AuditHead | null {
  try {
    return head.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
