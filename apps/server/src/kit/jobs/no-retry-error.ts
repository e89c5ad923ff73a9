/** A job cannot be done, and another attempt would not help. The message says why, and the way out. */
export class NoRetryError extends Error {
  override readonly name = 'NoRetryError';
}
