import { ROOT_PATH } from '../server-address.ts';
import { askServer } from './client.ts';
import { refusalIn } from './refusal-in.ts';

/** File to read, and the way to tell whoever waits. */
interface FileQuestion {
  /** Below the console's root, without a slash in front: `api/audit/export?actor=ana`. */
  readonly path: string;
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** Told as it comes: the server does not know beforehand how much there is. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Reads a file that the server makes as it sends it.
 *
 * @throws Error with the refusal as `data`, in the form that calls have theirs; any other where the server does not answer, or breaks off
 */
export async function readFile({ path, signal, onBytes }: FileQuestion): Promise<Blob> {
  const response = await askServer(ROOT_PATH + path, { signal }, 'head');
  if (!response.ok) throw await refusalIn(response);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of response.body!) {
    parts.push(part);
    bytes += part.byteLength;
    onBytes(bytes);
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
}
