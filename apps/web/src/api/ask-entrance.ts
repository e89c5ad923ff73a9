import { ROOT_PATH } from '../server-address.ts';
import { askServer } from './client.ts';
import { refusalIn } from './refusal-in.ts';

/**
 * Asks a route by which somebody comes in or goes: their tokens are cookies, so they are no calls.
 *
 * @param path - below `api/`
 * @param input - sent as JSON; without one the route is read
 * @throws Error with `data.reason`, `data.issues` and `data.retryAfterSeconds` where the server refuses
 */
export async function askEntrance<Answer>(path: string, input?: object): Promise<Answer> {
  const response = await askServer(`${ROOT_PATH}api/${path}`, {
    ...(input !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    }),
  });
  if (!response.ok) throw await refusalIn(response);
  return (await response.json().catch(() => ({}))) as Answer;
}
