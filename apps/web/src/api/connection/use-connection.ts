import { useEffect, useSyncExternalStore } from 'react';
import { connection } from '../client.ts';
import type { ConnectionState } from './connection.ts';

export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.state);
}

/** Runs something each time the connection comes back after it was lost. */
export function useOnReconnect(onReconnect: () => void): void {
  useEffect(() => {
    let last = connection.state().kind;
    return connection.subscribe(() => {
      const { kind } = connection.state();
      if (last === 'lost' && kind === 'online') onReconnect();
      last = kind;
    });
  }, [onReconnect]);
}
