import { reserveSamples, type SampleBatch } from '../sample-batch.ts';
import { StatusCode } from '../status-code.ts';
import type { ModbusReadPlan, ModbusTagGroup } from './read-plan.ts';
import { readResponseData } from './read-response.ts';
import { decodeBits, valueDecoder } from './value-decoder.ts';

/**
 * Adds the samples of one response to a batch.
 *
 * @param bytes - holds the protocol data unit from `start` to `end`
 * @param timeUs - of all its samples, microseconds since 1970
 * @throws ProtocolError MODBUS_… and adds nothing
 */
export type ModbusResponseDecoder = (
  bytes: Uint8Array,
  start: number,
  end: number,
  timeUs: number,
  batch: SampleBatch,
) => void;

/** Makes the decoder of a plan's responses: all choices are made here, none per sample. */
export function modbusResponseDecoder(plan: ModbusReadPlan): ModbusResponseDecoder {
  const { functionCode, quantity } = plan.request;
  const groups = plan.groups.map((group) => ({ group, decode: groupDecoder(group) }));
  const sampleCount = plan.tags.length;
  return (bytes, start, end, timeUs, batch) => {
    const dataStart = readResponseData(bytes, start, end, functionCode, quantity);
    reserveSamples(batch, sampleCount);
    for (const { group, decode } of groups) {
      decode(bytes, dataStart, group.offsets, batch.value, batch.length);
      finishGroup(batch, group, timeUs);
    }
  };
}

function groupDecoder(group: ModbusTagGroup): typeof decodeBits {
  return group.kind === 'bits' ? decodeBits : valueDecoder(group.rawType, group.byteOrder);
}

/** Scales the raw values that were just put behind the batch's end, and takes them into it. */
function finishGroup(batch: SampleBatch, group: ModbusTagGroup, timeUs: number): void {
  const { tags, scales, shifts } = group;
  const { tag, time, value, status } = batch;
  const count = tags.length;
  let at = batch.length;
  for (let index = 0; index < count; index++, at++) {
    const scaled = value[at]! * scales[index]! + shifts[index]!;
    // A sensor that answers NaN or infinity has failed: the outage is stored, not the number.
    const isNumber = scaled - scaled === 0;
    tag[at] = tags[index]!;
    time[at] = timeUs;
    value[at] = isNumber ? scaled : Number.NaN;
    status[at] = isNumber ? StatusCode.good : StatusCode.badSensorFailure;
  }
  batch.length = at;
}
