import type { SourceHealth } from '@varve/contract';
import { redactAddress, redactText } from '@varve/db';
import type { SourceStats } from '@varve/historian';
import { DEFAULT_MODBUS_PORT, type SourceDefinition } from '@varve/protocols';

const US_PER_MS = 1_000;

/** Says how a source of a historian is doing, without a secret in addresses or reasons. */
export function sourceHealthOf(source: SourceStats): SourceHealth {
  const { definition, state, stateReason, lastFrameUs, lastError } = source;
  const { received, accepted, filtered, stored, rejected } = source.counters;
  return {
    name: definition.name,
    protocol: definition.protocol,
    address: addressOf(definition),
    state,
    stateReason: stateReason === undefined ? null : redactText(stateReason),
    counters: { received, accepted, filtered, stored, rejected },
    lastFrameMs: lastFrameUs === undefined ? null : lastFrameUs / US_PER_MS,
    lastError:
      lastError === undefined
        ? null
        : {
            reason: redactText(lastError.reason),
            timeMs: lastError.timeUs / US_PER_MS,
            count: lastError.count,
          },
  };
}

function addressOf(source: SourceDefinition): string {
  switch (source.protocol) {
    case 'modbus':
      return `${source.host}:${source.port ?? DEFAULT_MODBUS_PORT}`;
    case 'mqtt':
      return redactAddress(source.url);
    case 'opcua':
      return redactAddress(source.endpointUrl);
    case 'program':
      return '';
  }
}
