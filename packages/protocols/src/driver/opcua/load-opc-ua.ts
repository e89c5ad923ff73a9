import type * as nodeOpcua from 'node-opcua';

/** The loaded library. */
export type NodeOpcUa = typeof nodeOpcua;

/**
 * Loads the OPC UA library, which is large: a process without an OPC UA source never loads it.
 *
 * The library writes its warnings to standard output, which belongs to the program. They are silenced here; the driver reports failures
 * to its host.
 */
export async function loadOpcUa(): Promise<NodeOpcUa> {
  const opcua = await import('node-opcua');
  opcua.setWarningLogger(() => undefined);
  opcua.setErrorLogger(() => undefined);
  return opcua;
}
