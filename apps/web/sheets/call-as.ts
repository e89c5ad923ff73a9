import type { Login } from './log-in.ts';

/** Calls a procedure of a server: a mutation with an input, a query without. */
export type Call = <Answer = { readonly id: string }>(
  path: string,
  input?: object,
) => Promise<Answer>;

/** Gives calls in the name of whom a token is for. */
export function callAs({ home }: Pick<Login, 'home'>, token: string): Call {
  return async <Answer>(path: string, input?: object): Promise<Answer> => {
    const answer = await fetch(`${home}trpc/${path}`, {
      method: input === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(input !== undefined && { body: JSON.stringify(input) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { result: { data: Answer } }).result.data;
  };
}
