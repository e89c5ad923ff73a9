import { ProtocolError } from '../frame/protocol-error.ts';
import { mendJson } from './mend-json.ts';
import { valueAt, type PayloadPath } from './payload-path.ts';

/** A payload as it was understood. */
export interface Payload {
  readonly root: unknown;
  /** The JSON of it. */
  readonly text: string;
  /** Whether bytes were not UTF-8: U+FFFD stands for them. */
  readonly isDamaged: boolean;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const lenientUtf8 = new TextDecoder('utf-8');

/**
 * Understands a payload: as JSON, else as what devices send for JSON.
 *
 * @param topic - for the message
 * @param isTextAllowed - whether a payload that is no JSON is a text itself
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

/** `JSON.parse` as it is, which its types do not know yet: a reviver is told how a value was written. */
const parseWithSources = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

/**
 * Finds how a number was written that is too large for all its digits to be kept. The payload is read once more for it.
 *
 * @returns undefined where the payload is too deep for that
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
