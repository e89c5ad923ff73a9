import { z } from 'zod';
import { intervalMs, sourceKeys } from './source-keys.ts';
import { tagKeys } from './tag-keys.ts';

/** A source that is a server of OPC UA. */
export const opcuaSource = sourceKeys.extend({
  protocol: z.literal('opcua'),
  endpointUrl: z.string().regex(/^opc\.tcp:\/\//, 'expected opc.tcp://host:port'),
  samplingIntervalMs: intervalMs.optional(),
  earliestTime: z.string().optional(),
  tags: z.array(tagKeys.extend({ nodeId: z.string().min(1) })).min(1),
});
