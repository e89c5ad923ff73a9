import type * as nodeOpcua from 'node-opcua';

/** The library, loaded. */
export type NodeOpcUa = typeof nodeOpcua;

/**
 * Loads the OPC UA library: it is large, and whoever has no such source does without.
 *
 * It writes its warnings to standard output, which belongs to the program: they are silenced here, and what
 * matters of them reaches the driver's host as events.
 */
export async function loadOpcUa(): Promise<NodeOpcUa> {
  const opcua = await import('node-opcua');
  opcua.setWarningLogger(() => undefined);
  opcua.setErrorLogger(() => undefined);
  return opcua;
}
