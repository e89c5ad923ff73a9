/**
 * Distinguishes messages that a broker kept from messages that are published now: both come over the same connection, and MQTT 3.1.1
 * does not mark them.
 *
 * A broker keeps the order, and limits the messages without an acknowledgement (its window). While it has kept messages, each
 * acknowledgement makes it send one more at once, before it answers a ping that was sent behind the acknowledgement. So the backlog is
 * over when a ping is answered while no message is unacknowledged, or while less than half of the largest window seen is in use: the
 * broker could have sent more, and had none.
 */
export interface Backlog {
  /** Whether messages that come now were published now, as far as is known. */
  readonly isOver: boolean;
  /** Begins a connection; `isSessionPresent` says whether the broker kept the session. */
  begin(isSessionPresent: boolean): void;
  received(): void;
  acknowledged(): void;
  /** Pings the broker, unless a ping is under way. */
  probe(): void;
}

/** @param ping - calls back when the broker has handled everything that was sent before; never when the connection ends */
export function createBacklog(ping: (answered: () => void) => void): Backlog {
  let isOver = false;
  let isProbing = false;
  let isScheduled = false;
  let receivedCount = 0;
  let acknowledgedCount = 0;
  let mostOpen = 0;

  const probe = (): void => {
    if (isOver || isProbing) return;
    isProbing = true;
    const askedAt = acknowledgedCount;
    ping(() => {
      isProbing = false;
      const open = receivedCount - askedAt;
      isOver = open === 0 || 2 * open < mostOpen;
      if (acknowledgedCount > askedAt) probe();
    });
  };
  return {
    get isOver() {
      return isOver;
    },
    begin(isSessionPresent) {
      isOver = !isSessionPresent;
    },
    received() {
      if (isOver) return;
      receivedCount++;
      mostOpen = Math.max(mostOpen, receivedCount - acknowledgedCount);
    },
    acknowledged() {
      if (isOver) return;
      acknowledgedCount++;
      if (isScheduled) return;
      isScheduled = true;
      // Messages of a group are acknowledged one right after the other: one ping behind them is enough.
      queueMicrotask(() => {
        isScheduled = false;
        probe();
      });
    },
    probe,
  };
}
