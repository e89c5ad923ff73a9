import { z } from 'zod';
import { sourceKeys } from './source-keys.ts';
import { tagKeys } from './tag-keys.ts';

const availability = z.strictObject({
  topic: z.string(),
  online: z.string().optional(),
  offline: z.string().optional(),
  path: z.string().min(1).optional(),
});

const jsonTimes = {
  timestampUnit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
  timeZone: z.string().min(1).optional(),
  earliestTime: z.string().min(1).optional(),
};

const jsonBeside = {
  timestampPath: z.string().min(1).optional(),
  qualityPath: z.string().min(1).optional(),
  qualityKind: z.enum(['opc', 'status-code', 'flag']).optional(),
  errorPath: z.string().min(1).optional(),
  absent: z.enum(['keep', 'bad']).optional(),
};

const jsonTopic = z.strictObject({
  ...jsonTimes,
  ...jsonBeside,
  topic: z.string(),
  availability: availability.optional(),
  tags: z.array(tagKeys.extend({ ...jsonBeside, path: z.string() })).min(1),
});

/** A source at a broker of MQTT. */
export const mqttSource = sourceKeys.extend({
  ...jsonTimes,
  protocol: z.literal('mqtt'),
  url: z.string(),
  username: z.string().optional(),
  password: z.string().optional(),
  clientId: z.string().min(1).optional(),
  subscribe: z.array(z.string()).optional(),
  maxPayloadBytes: z.number().int().optional(),
  availability: availability.optional(),
  topics: z.array(jsonTopic).min(1),
});
