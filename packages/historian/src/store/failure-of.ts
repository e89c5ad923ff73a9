/** Tells why something was not stored: the system's code, which may be in the cause, and a message. */
export function failureOf(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message, cause } = error as Error & {
    code?: unknown;
    cause?: { code?: unknown; message?: string };
  };
  const known = [cause?.code, code].find((candidate) => typeof candidate === 'string');
  // "fetch failed" says nothing: its cause does.
  const reason = cause?.message ?? '';
  return { code: known ?? 'SINK_FAILED', message: reason === '' ? message : reason };
}
