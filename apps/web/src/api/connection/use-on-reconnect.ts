import { useEffect } from 'react';
import { useConnection } from './connection-context.ts';

/** Runs something each time the connection comes back after it was lost. */
export function useOnReconnect(onReconnect: () => unknown): void {
  const connection = useConnection();
  useEffect(() => {
    let last = connection.state().kind;
    return connection.subscribe(() => {
      const { kind } = connection.state();
      if (last === 'lost' && kind === 'online') onReconnect();
      last = kind;
    });
  }, [connection, onReconnect]);
}
