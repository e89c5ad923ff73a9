import { createHash } from 'node:crypto';
import type { IPublishPacket } from 'mqtt-packet';

/** A message that was handed on. */
interface HandedOn {
  readonly receipt: string;
  /** Calls back once the message is synced to disk: at once when it is already. */
  whenSafe(tell: () => void): void;
  /** Notes that the message is synced to disk. */
  safe(): void;
}

/**
 * Remembers the messages of a session that were handed on. So a message is not stored twice when the broker sends it again, because it
 * did not get the acknowledgement. One message is remembered for each packet identifier: a broker that reuses one got the acknowledgement.
 */
export interface Receipts {
  /** Finds a message that was handed on before; undefined when it was not. */
  find(message: IPublishPacket): HandedOn | undefined;
  /** Notes a message that is being handed on. */
  add(message: IPublishPacket): HandedOn;
  /** Forgets all: the broker began a new session, and sends no message of the old one again. */
  clear(): void;
}

const DIGEST_CHARACTERS = 16;

/** @param earlier - receipts of an earlier run */
export function createReceipts(earlier: ReadonlySet<string>): Receipts {
  const known = new Map<number, HandedOn>();
  for (const receipt of earlier) {
    const messageId = Number.parseInt(receipt, 10);
    if (!Number.isNaN(messageId)) known.set(messageId, createHandedOn(receipt, true));
  }
  return {
    find(message) {
      const before = known.get(message.messageId!);
      return before?.receipt === receiptOf(message) ? before : undefined;
    },
    add(message) {
      const handedOn = createHandedOn(receiptOf(message), false);
      known.set(message.messageId!, handedOn);
      return handedOn;
    },
    clear: () => known.clear(),
  };
}

function createHandedOn(receipt: string, wasSafe: boolean): HandedOn {
  let isSafe = wasSafe;
  let waiting: (() => void)[] = [];
  return {
    receipt,
    whenSafe(tell) {
      if (isSafe) tell();
      else waiting.push(tell);
    },
    safe() {
      isSafe = true;
      for (const tell of waiting) tell();
      waiting = [];
    },
  };
}

/** Makes a receipt: the packet identifier, and a digest of topic and payload. */
function receiptOf({ messageId, topic, payload }: IPublishPacket): string {
  const digest = createHash('sha256')
    .update(topic)
    .update('\0')
    .update(payload)
    .digest('base64url');
  return `${messageId}-${digest.slice(0, DIGEST_CHARACTERS)}`;
}
