import type { SinkDefinition } from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import { z } from 'zod';
import { csvSink } from './csv-sink.ts';
import { influxdbSink } from './influxdb-sink.ts';
import { modbusSource } from './modbus-source.ts';
import { mqttSource } from './mqtt-source.ts';
import { opcuaSource } from './opcua-source.ts';
import { programSource } from './program-source.ts';
import { name } from './source-keys.ts';

/** A configuration file, as it was read. */
export interface Configuration {
  readonly tenant: string;
  readonly sources: readonly SourceDefinition[];
  /** Where samples go beside the database. */
  readonly sinks: readonly SinkDefinition[];
  /** Longest time that samples wait so that those of slow tags are stored together, in milliseconds; 0 for none. */
  readonly storeIntervalMs: number;
  /** Names that browsers know the server by, beside addresses and `localhost`. */
  readonly allowedHosts: readonly string[];
  /** Private networks that webhooks and mails may go to: `192.168.10.0/24`. */
  readonly outboundNetworks: readonly string[];
}

/** Keys of a configuration file. */
export const configuration = z.strictObject({
  tenant: name.default('default'),
  sources: z
    .array(z.discriminatedUnion('protocol', [modbusSource, mqttSource, opcuaSource, programSource]))
    .min(1),
  sinks: z.array(z.discriminatedUnion('kind', [csvSink, influxdbSink])).default([]),
  storeIntervalMs: z.int().min(0).max(60_000).default(0),
  allowedHosts: z.array(z.string().min(1)).default([]),
  outboundNetworks: z.array(z.string().min(1)).default([]),
});
