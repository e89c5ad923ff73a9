import { createContext, use } from 'react';
import type { Connection } from './connection.ts';

export const ConnectionContext = createContext<Connection | null>(null);

/** The connection itself, for those who watch over it; what is known of it comes from `useConnectionState`. */
export function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (connection === null) throw new Error('useConnection is used outside of ConnectionContext');
  return connection;
}
