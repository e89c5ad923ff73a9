import type { StatusCode as OpcUaStatus } from 'node-opcua';
import { StatusCode } from '../../sample/status-code.ts';
import { ConnectionFailure } from '../connection-failure.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';

/** The library's error of a service that the server refused. */
interface ServiceFault extends Error {
  readonly response?: { readonly responseHeader?: { readonly serviceResult?: OpcUaStatus } };
}

/** Finds the status with which a server refused a service; undefined when it did not answer with one. */
export function refusalOf({ StatusCodes }: NodeOpcUa, error: unknown): OpcUaStatus | undefined {
  const { message, response } = error as ServiceFault;
  const told = response?.responseHeader?.serviceResult;
  if (told !== undefined && told.value !== 0) return told;
  // Some errors of the library lack the response; all name the status.
  const name = /\bBad[A-Z]\w+/.exec(message)?.[0] ?? '';
  return (StatusCodes as unknown as Readonly<Record<string, OpcUaStatus>>)[name];
}

/** Describes why a service failed: by the name of the server's status, or by the library's message. */
export function reasonOf(opcua: NodeOpcUa, error: unknown): string {
  return refusalOf(opcua, error)?.name ?? firstLine((error as Error).message);
}

/**
 * Makes the failure of a service: tags get the server's own status where it gave one.
 *
 * @param what - the server, and what it did not do
 */
export function serviceFailure(opcua: NodeOpcUa, what: string, error: unknown): ConnectionFailure {
  if (error instanceof ConnectionFailure) return error;
  const value = (refusalOf(opcua, error)?.value ?? 0) | 0;
  const status = value < 0 ? value : StatusCode.badNoCommunication;
  return new ConnectionFailure(`${what}: ${reasonOf(opcua, error)}`, { cause: error, status });
}

function firstLine(message: string): string {
  return message.trim().split('\n', 1)[0]!.trim();
}
