import { useSyncExternalStore } from 'react';
import { useConnection } from './connection-context.ts';
import type { ConnectionState } from './connection.ts';

export function useConnectionState(): ConnectionState {
  const { subscribe, state } = useConnection();
  return useSyncExternalStore(subscribe, state);
}
