/**
 * Tells what a broker kept while nobody listened from what is published now: both come over the same connection, and nothing in a
 * message of MQTT 3.1.1 tells them apart.
 *
 * A broker keeps the order, and sends as many messages as it allows to be without an acknowledgement (its window). As long as it has
 * kept messages, each acknowledgement makes it send one more at once, before it answers a ping that was sent behind the
 * acknowledgement. So the backlog is over when a ping is answered while nothing is left to acknowledge, or while the window,
 * as far as it was seen to reach, is not even half full: the broker could have sent more, and had none.
 */
export interface Backlog {
  /** Whether messages that come now were published now, as far as can be told. */
  readonly isOver: boolean;
  /** The broker has kept a session, or not. */
  begin(isSessionPresent: boolean): void;
  received(): void;
  acknowledged(): void;
  /** Asks the broker, unless it is being asked. */
  probe(): void;
}

/** @param ping - calls back when the broker has worked off what was sent before; not at all when the connection ends */
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
      // Messages of a group are acknowledged one right after the other: one question behind them is enough.
      queueMicrotask(() => {
        isScheduled = false;
        probe();
      });
    },
    probe,
  };
}
