/** How long things may take, and how often they are done. */
export interface MqttTiming {
  /** Until one address of the broker's name is reached, in milliseconds. */
  readonly addressTimeoutMs: number;
  /** Until the broker is reached. */
  readonly openTimeoutMs: number;
  /** Until an answer of the broker. */
  readonly answerTimeoutMs: number;
  /** Between two questions whether the broker is there. */
  readonly pingIntervalMs: number;
  /** Without a word of the broker. */
  readonly silenceMs: number;
  /** Longest pause between two tries to connect. */
  readonly longestPauseMs: number;
  /** To the next try where the broker says that it will never take the client. */
  readonly rareRetryMs: number;
  /** Between two tries of a subscription that the broker refused. */
  readonly resubscribeMs: number;
  /** For acknowledgements to be sent when the driver stops. */
  readonly leaveMs: number;
  /** For the broker to be reached, and to answer, when the session of a removed source is to be ended. */
  readonly endSessionMs: number;
}

/** What a driver keeps to, unless it is told otherwise. */
export const DEFAULT_TIMING: MqttTiming = {
  addressTimeoutMs: 5_000,
  openTimeoutMs: 15_000,
  answerTimeoutMs: 10_000,
  pingIntervalMs: 10_000,
  silenceMs: 25_000,
  longestPauseMs: 3_000,
  rareRetryMs: 15_000,
  resubscribeMs: 30_000,
  leaveMs: 1_500,
  endSessionMs: 5_000,
};
