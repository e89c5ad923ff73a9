import { z } from 'zod';
import { intervalMs, sourceKeys } from './source-keys.ts';
import { tagKeys } from './tag-keys.ts';

const port = z.int().min(1).max(65_535);
const unitId = z.int().min(0).max(255);
const notImplemented = z.enum(['sunspec']);

const rawType = z.enum([
  'bool',
  'int8-high',
  'int8-low',
  'uint8-high',
  'uint8-low',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float16',
  'float32',
  'float64',
  'bcd16',
  'bcd32',
  'unix-seconds',
  'unix-milliseconds',
]);

const byteOrder = z.enum([
  'ABCD',
  'BADC',
  'CDAB',
  'DCBA',
  'ABCDEFGH',
  'BADCFEHG',
  'CDABGHEF',
  'DCBAHGFE',
  'EFGHABCD',
  'FEHGBADC',
  'GHEFCDAB',
  'HGFEDCBA',
]);

const scaling = z.strictObject({
  rawLow: z.number(),
  rawHigh: z.number(),
  low: z.number(),
  high: z.number(),
  clamp: z.boolean().optional(),
});

const modbusTag = tagKeys.extend({
  unitId: unitId.optional(),
  table: z.enum(['coil', 'discrete-input', 'holding-register', 'input-register']).optional(),
  // The protocol's check says which texts are addresses.
  address: z.union([z.number().min(0).max(65_535), z.string()], {
    error: 'expected a number or a text',
  }),
  rawType: rawType.optional(),
  byteOrder: byteOrder.optional(),
  bit: z.number().int().min(0).max(15).optional(),
  length: z.int().min(1).max(250).optional(),
  scaling: scaling.optional(),
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
