import { ProtocolError } from '../frame/protocol-error.ts';
import { mendJson } from './mend-json.ts';
import { valueAt, type PayloadPath } from './payload-path.ts';

/** A parsed payload. */
export interface Payload {
  readonly root: unknown;
  /** Its JSON text. */
  readonly text: string;
  /** Whether some bytes were not UTF-8, for which U+FFFD stands. */
  readonly isDamaged: boolean;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const lenientUtf8 = new TextDecoder('utf-8');

/**
 * Parses a payload as JSON, or else as the near-JSON that devices send.
 *
 * @param topic - named in the error
 * @param isTextAllowed - whether a payload that is not JSON is a text value
 * @throws ProtocolError JSON_MALFORMED
 */
export function parsePayload(bytes: Uint8Array, topic: string, isTextAllowed: boolean): Payload {
  try {
    const text = strictUtf8.decode(bytes);
    return { root: JSON.parse(text), text, isDamaged: false };
  } catch {
    return parseTolerantly(bytes, topic, isTextAllowed);
  }
}

function parseTolerantly(bytes: Uint8Array, topic: string, isTextAllowed: boolean): Payload {
  const isDamaged = !isUtf8(bytes);
  const raw = lenientUtf8.decode(bytes);
  const text = mendJson(raw);
  try {
    return { root: JSON.parse(text), text, isDamaged };
  } catch (error) {
    if (isTextAllowed) {
      const root = raw.replaceAll('\0', ' ').trim();
      return { root, text: JSON.stringify(root), isDamaged };
    }
    throw new ProtocolError('JSON_MALFORMED', `${topic}: not JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** `JSON.parse` with the third argument of its reviver, the source text of a value, which its types lack. */
const parseWithSources = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

/**
 * Finds the source text of a number that is too large for a double's digits. It parses the payload once more.
 *
 * @returns undefined where the payload is nested too deeply for that
 */
export function sourceOfNumber({ text }: Payload, path: PayloadPath): string | undefined {
  try {
    const root = parseWithSources(text, (_, value, { source }) =>
      typeof value === 'number' && !Number.isSafeInteger(Math.trunc(value)) ? source : value,
    );
    const source = valueAt(root, path);
    return typeof source === 'string' ? source : undefined;
  } catch {
    return undefined;
  }
}
