import type { StatusCode as OpcUaStatus } from 'node-opcua';
import { StatusCode } from '../../sample/status-code.ts';
import { ConnectionFailure } from '../connection-failure.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';

/** What the library adds to the error of a service that the server refused. */
interface ServiceFault extends Error {
  readonly response?: { readonly responseHeader?: { readonly serviceResult?: OpcUaStatus } };
}

/** The status with which a server refused a service; undefined when it did not answer, or not so. */
export function refusalOf({ StatusCodes }: NodeOpcUa, error: unknown): OpcUaStatus | undefined {
  const { message, response } = error as ServiceFault;
  const told = response?.responseHeader?.serviceResult;
  if (told !== undefined && told.value !== 0) return told;
  // Not every way through the library keeps the response; all name the status.
  const name = /\bBad[A-Z]\w+/.exec(message)?.[0] ?? '';
  return (StatusCodes as unknown as Readonly<Record<string, OpcUaStatus>>)[name];
}

/** Why a service failed: the server's status by its name, or what the library says. */
export function reasonOf(opcua: NodeOpcUa, error: unknown): string {
  return refusalOf(opcua, error)?.name ?? firstLine((error as Error).message);
}

/**
 * Tells what could not be done at a server: tags get the server's own status where it gave one.
 *
 * @param what - what was asked of it, and of whom
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
