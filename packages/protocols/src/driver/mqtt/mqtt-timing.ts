/** Time limits and intervals of the driver. */
export interface MqttTiming {
  /** Longest time to reach one address of the broker's name, in milliseconds. */
  readonly addressTimeoutMs: number;
  /** Longest time to reach the broker. */
  readonly openTimeoutMs: number;
  /** Longest time to an answer of the broker. */
  readonly answerTimeoutMs: number;
  /** Interval between two pings. */
  readonly pingIntervalMs: number;
  /** Longest silence of the broker. */
  readonly silenceMs: number;
  /** Longest pause between two tries to connect. */
  readonly longestPauseMs: number;
  /** Pause before the next try where the broker refuses the client for good. */
  readonly rareRetryMs: number;
  /** Interval between two tries of a refused subscription. */
  readonly resubscribeMs: number;
  /** Longest wait for the last acknowledgements when the driver stops. */
  readonly leaveMs: number;
  /** Longest time to reach the broker, and to its answer, when the session of a removed source is ended. */
  readonly endSessionMs: number;
}

/** Timing of a driver unless another is given. */
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
