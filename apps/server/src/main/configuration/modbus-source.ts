import { z } from 'zod';
import { intervalMs, sourceKeys } from './source-keys.ts';
import { tagKeys } from './tag-keys.ts';

const port = z.int().min(1).max(65_535);
const unitId = z.int().min(0).max(255);
const notImplemented = z.enum(['sunspec']);

const modbusTag = tagKeys.extend({
  unitId: unitId.optional(),
  table: z.enum(['coil', 'discrete-input', 'holding-register', 'input-register']).optional(),
  address: z.number().int().min(0).max(65_535),
  rawType: z
    .enum(['bool', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'])
    .optional(),
  byteOrder: z.enum(['ABCD', 'BADC', 'CDAB', 'DCBA']).optional(),
  bit: z.number().int().min(0).max(15).optional(),
  notImplemented: notImplemented.optional(),
});

/** A source that is read by Modbus. */
export const modbusSource = sourceKeys.extend({
  protocol: z.literal('modbus'),
  host: z.string().min(1),
  port: port.optional(),
  transport: z.enum(['tcp', 'rtu-over-tcp']).optional(),
  pollIntervalMs: intervalMs.optional(),
  timeoutMs: intervalMs.optional(),
  acceptUnitIds: z.array(unitId).optional(),
  acceptAnyTransactionId: z.boolean().optional(),
  notImplemented: notImplemented.optional(),
  readGap: z.number().int().min(0).max(124).optional(),
  tags: z.array(modbusTag).min(1),
});
