import type { WellReading } from './well-reading.ts';

/** Address of each quantity among the holding registers of a well's unit, from 0. */
export const WellAddress = {
  tubingPressure: 0,
  casingPressure: 2,
  flowlinePressure: 4,
  wellheadTemperature: 6,
  choke: 8,
  oilRate: 10,
  gasRate: 12,
  waterRate: 14,
  pumpFrequency: 16,
  motorCurrent: 18,
  statusWord: 20,
  pumpStarts: 21,
  runningSeconds: 22,
} as const;

/** Registers of a unit. */
const WELL_REGISTER_COUNT = 24;

/** Bits of the status word, 0 = least significant; discrete inputs from address 0 on repeat them. */
export const StatusBit = {
  pumpRunning: 0,
  pumpTripped: 1,
  remoteControl: 2,
  casingPressureHigh: 3,
} as const;

/** How many of them there are. */
export const STATUS_BIT_COUNT = 4;

/** The holding registers of a well: float32 in order ABCD, counters of 16 and 32 bits. */
export function encodeWellRegisters(reading: WellReading): Uint16Array {
  const view = new DataView(new ArrayBuffer(2 * WELL_REGISTER_COUNT));
  const writeFloat = (address: number, value: number) => view.setFloat32(2 * address, value);
  writeFloat(WellAddress.tubingPressure, reading.tubingPressurePsi);
  writeFloat(WellAddress.casingPressure, reading.casingPressurePsi);
  writeFloat(WellAddress.flowlinePressure, reading.flowlinePressurePsi);
  writeFloat(WellAddress.wellheadTemperature, reading.wellheadTemperatureDegF);
  writeFloat(WellAddress.choke, reading.chokePercent);
  writeFloat(WellAddress.oilRate, reading.oilRateBpd);
  writeFloat(WellAddress.gasRate, reading.gasRateMscfd);
  writeFloat(WellAddress.waterRate, reading.waterRateBpd);
  writeFloat(WellAddress.pumpFrequency, reading.pumpFrequencyHz);
  writeFloat(WellAddress.motorCurrent, reading.motorCurrentA);
  view.setUint16(2 * WellAddress.statusWord, statusWord(reading));
  view.setUint16(2 * WellAddress.pumpStarts, reading.pumpStarts);
  view.setUint32(2 * WellAddress.runningSeconds, reading.runningSeconds);
  return Uint16Array.from({ length: WELL_REGISTER_COUNT }, (_, i) => view.getUint16(2 * i));
}

/** The status bits of a well as one word. */
export function statusWord(reading: WellReading): number {
  return (
    (Number(reading.pumpRunning) << StatusBit.pumpRunning) |
    (Number(reading.pumpTripped) << StatusBit.pumpTripped) |
    (Number(reading.remoteControl) << StatusBit.remoteControl) |
    (Number(reading.casingPressureHigh) << StatusBit.casingPressureHigh)
  );
}
