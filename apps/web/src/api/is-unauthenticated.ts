const REASONS: ReadonlySet<unknown> = new Set(['UNAUTHENTICATED', 'SESSION_EXPIRED']);

/** Says whether an answer refuses its caller for want of a session: a wrong password has the same status, and is no reason to refresh. */
export async function isUnauthenticated(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const [first] = Array.isArray(body) ? (body as unknown[]) : [body];
  // A call says it in the error's data, a route beside the message.
  const told = first as Told | null;
  return REASONS.has(told?.code ?? told?.error?.data?.reason);
}

interface Told {
  readonly code?: unknown;
  readonly error?: { readonly data?: { readonly reason?: unknown } };
}
