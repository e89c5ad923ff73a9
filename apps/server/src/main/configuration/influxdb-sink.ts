import { z } from 'zod';
import { name, waitMs } from './source-keys.ts';

/** A server of InfluxDB, of either generation. */
export const influxdbSink = z
  .strictObject({
    kind: z.literal('influxdb'),
    name: name.optional(),
    url: z.url({ protocol: /^https?$/, error: 'expected http://host:port or https://host:port' }),
    measurement: z.string().min(1).optional(),
    timeoutMs: waitMs.optional(),
    token: z.string().min(1).optional(),
    database: z.string().min(1).optional(),
    retentionPolicy: z.string().min(1).optional(),
    username: z.string().min(1).optional(),
    password: z.string().optional(),
    organisation: z.string().min(1).optional(),
    bucket: z.string().min(1).optional(),
  })
  .refine(
    ({ database, organisation, bucket }) =>
      database === undefined
        ? organisation !== undefined && bucket !== undefined
        : organisation === undefined && bucket === undefined,
    // The path keeps tokens out of the message.
    { path: ['database'], message: 'expected a database, or organisation and bucket' },
  );
