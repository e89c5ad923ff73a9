import { createHash } from 'node:crypto';
import type { IPublishPacket } from 'mqtt-packet';

/** A message that was handed on. */
interface HandedOn {
  readonly receipt: string;
  /** Calls back when what is in it would survive anything: at once when it does already. */
  whenSafe(tell: () => void): void;
  /** It would. */
  safe(): void;
}

/**
 * Knows the messages of a session that were handed on, so that one which the broker sends again, since it did not hear the
 * acknowledgement, is not stored twice. There is one for each packet identifier: a broker that gives an identifier anew has heard.
 */
export interface Receipts {
  /** The message as it was handed on before; undefined when it was not. */
  find(message: IPublishPacket): HandedOn | undefined;
  /** Notes a message that is being handed on. */
  add(message: IPublishPacket): HandedOn;
  /** The broker began a new session: it sends nothing of the old one again. */
  clear(): void;
}

const DIGEST_CHARACTERS = 16;

/** @param earlier - receipts that an earlier run left */
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

/** Packet identifier and a digest of topic and payload. */
function receiptOf({ messageId, topic, payload }: IPublishPacket): string {
  const digest = createHash('sha256')
    .update(topic)
    .update('\0')
    .update(payload)
    .digest('base64url');
  return `${messageId}-${digest.slice(0, DIGEST_CHARACTERS)}`;
}
