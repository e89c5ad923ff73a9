import type { OPCUACertificateManager } from 'node-opcua';
import { parseEndpoint } from '../../opcua/opc-ua-endpoint.ts';
import { createNamespaces } from '../../opcua/namespaces.ts';
import type { OpcUaSourceDefinition } from '../../definition/opc-ua-source-definition.ts';
import { StatusCode } from '../../sample/status-code.ts';
import { ConnectionFailure } from '../connection-failure.ts';
import type { Driver, DriverHost } from '../driver.ts';
import { connectOpcUa } from './opc-ua-connection.ts';
import { planCountOf } from './opc-ua-frames.ts';
import type { OpcUaSessionState } from './monitor-items.ts';
import { closeCertificates, createCertificates } from './create-certificates.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';
import { createOpcUaSamples } from './opc-ua-samples.ts';
import type { MonitoredTags } from './monitored-tags.ts';
import { beginSession, resumeSession, runSession, type OpcUaWork } from './opc-ua-work.ts';
import { superviseConnection, type Link } from '../supervise-connection.ts';

// Tries to resume a session, after which it is left to the server.
const MOST_RESUMPTIONS = 3;

// The first life makes the certificates, which takes some time; each step towards the server has its own limit.
const PREPARE_TIMEOUT_MS = 60_000;

/**
 * Monitors the nodes of an OPC UA server.
 *
 * The library repairs nothing: the driver replaces a broken connection, and resumes the session over the new one if the server still has it.
 */
export function startOpcUaDriver(
  opcua: NodeOpcUa,
  source: OpcUaSourceDefinition,
  host: DriverHost,
): Driver {
  const { host: name, port } = parseEndpoint(source.endpointUrl) ?? { host: '', port: 0 };
  const certificates = createCertificates(opcua, host.directory);
  const memory = createMemory({ opcua, source, host, certificates, name, port });
  const driver = superviseConnection(host, {
    peer: memory.peer,
    planCount: planCountOf(source),
    openTimeoutMs: PREPARE_TIMEOUT_MS,
    live: async (link) => live(memory, link),
    heardUs: () => memory.heardUs,
  });
  return {
    async stop() {
      await driver.stop();
      await closeCertificates(certificates);
    },
  };
}

/** State of a source that outlives its connections. */
interface Memory {
  readonly opcua: NodeOpcUa;
  readonly source: OpcUaSourceDefinition;
  readonly host: DriverHost;
  readonly certificates: OPCUACertificateManager;
  readonly name: string;
  readonly port: number;
  readonly peer: string;
  readonly tags: MonitoredTags;
  /** Time at which the server was heard last, microseconds since 1970. */
  heardUs: number | undefined;
  /** A session that the server may still have. */
  left: OpcUaSessionState | undefined;
  /** Tries to resume that session. */
  resumptions: number;
}

type Given = Pick<Memory, 'opcua' | 'source' | 'host' | 'certificates' | 'name' | 'port'>;

function createMemory(given: Given): Memory {
  const { source, host } = given;
  const peer = `${given.name}:${given.port}`;
  const tags: MonitoredTags = {
    source,
    namespaces: createNamespaces(),
    samples: createOpcUaSamples(source, host),
    failures: new Map(),
    lost: new Set(),
    onMoved: (moved) =>
      host.fail(`${peer}: the server numbers its namespaces anew: ${moved.join('; ')}`),
  };
  return { ...given, peer, tags, heardUs: undefined, left: undefined, resumptions: 0 };
}

async function live(memory: Memory, link: Link): Promise<void> {
  const { opcua, host, tags, peer } = memory;
  const wasKnown = memory.heardUs !== undefined;
  const status = wasKnown ? StatusCode.badNoCommunication : StatusCode.badNotConnected;
  const { name, port, certificates } = memory;
  const { url = '' } = parseEndpoint(memory.source.endpointUrl) ?? {};
  const endpoint = { host: name, port, name: peer, url, certificates, status };
  const connection = await connectOpcUa(opcua, endpoint, link);
  let wasHeard = false;
  const onHeard = (): void => {
    wasHeard = true;
    memory.resumptions = 0;
    memory.heardUs = host.nowUs();
  };
  const work: OpcUaWork = { opcua, peer, host, connection, link, tags, onHeard };
  let state = memory.resumptions++ < MOST_RESUMPTIONS ? memory.left : undefined;
  let isResumed = false;
  try {
    isResumed = state !== undefined && (await resumeSession(work, state));
    if (!isResumed) state = undefined;
    state ??= await beginSession(work);
    await runSession(work, state);
  } finally {
    tags.samples.end();
    const isCut = connection.isBroken() || link.signal.reason instanceof ConnectionFailure;
    // A resumed session that sent nothing is not tried again.
    memory.left = isCut && (wasHeard || !isResumed) ? state : undefined;
    await connection.close(memory.left === undefined ? state?.session : undefined);
  }
}
