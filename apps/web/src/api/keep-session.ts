import { SERVER_ADDRESS } from '../server-address.ts';
import { isUnauthenticated } from './is-unauthenticated.ts';
import { refreshSession } from './refresh-session.ts';

/** Makes sure that the session goes on, for a stream that learns nothing from its failure. @returns whether it is over */
export async function keepSession(): Promise<boolean> {
  try {
    const response = await fetch(`${SERVER_ADDRESS}/session.me`);
    return (await isUnauthenticated(response)) && (await refreshSession()) === 'over';
  } catch {
    return false;
  }
}
