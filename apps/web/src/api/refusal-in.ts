/** A refusal of a route that is no call, in the form in which calls are refused: pages tell both alike. */
class RouteRefusal extends Error {
  override readonly name = 'RouteRefusal';
  readonly data: Readonly<Record<string, unknown>>;

  constructor(message: string, data: Readonly<Record<string, unknown>>) {
    super(message);
    this.data = data;
  }
}

/** Reads why the server refused, out of its answer. */
export async function refusalIn(response: Response): Promise<Error> {
  const told = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { error, code = null, ...details } = told;
  const wait = response.headers.get('retry-after');
  return new RouteRefusal(typeof error === 'string' ? error : `status ${response.status}`, {
    ...details,
    // A failure has no reason that a person could do something about.
    reason: response.status >= 500 ? null : code,
    retryAfterSeconds: wait === null ? null : Number(wait),
  });
}
