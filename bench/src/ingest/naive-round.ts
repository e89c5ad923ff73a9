import { EventEmitter } from 'node:events';
import modbusSerial from 'modbus-serial';
import pg from 'pg';
import type { Workload } from './workload.ts';

// A CommonJS module whose export is the class: its types say otherwise.
const ModbusRTU = modbusSerial as unknown as typeof modbusSerial.default;
const ROWS_PER_INSERT = 1_000;

/**
 * The program that is usually written first: modbus-serial parses each response, values go one by one into objects, and `pg` inserts a thousand
 * rows at a time.
 *
 * @returns rows a second
 */
export async function runNaive(
  connectionString: string,
  { frames, sources }: Workload,
  mostRows: number,
): Promise<number> {
  const client = new pg.Client(connectionString);
  await client.connect();
  const port = new AnsweringPort();
  const modbus = new ModbusRTU(port);
  await new Promise((resolve) => modbus.open(resolve));
  modbus.setID(1);
  let rows: { time: Date; tag: number; value: number }[] = [];
  let stored = 0;
  const startedAt = performance.now();
  for (let second = 0; stored < mostRows && second < frames[0]!.length; second++) {
    let firstTag = 0;
    for (const [source, ofSource] of frames.entries()) {
      const frame = ofSource[second]!;
      port.next = frame.payload;
      const { buffer } = await modbus.readHoldingRegisters(0, (frame.payload.length - 2) / 2);
      const time = new Date(frame.receivedUs / 1_000);
      for (let at = 0; at < buffer.length; at += 4) {
        rows.push({
          time,
          tag: firstTag + frame.plan * 62 + at / 4,
          value: buffer.readFloatBE(at),
        });
      }
      firstTag += sources[source]!.tags.length;
      if (rows.length < ROWS_PER_INSERT) continue;
      await insert(client, rows);
      stored += rows.length;
      rows = [];
    }
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await client.end();
  return stored / seconds;
}

async function insert(
  client: pg.Client,
  rows: readonly { time: Date; tag: number; value: number }[],
): Promise<void> {
  const places = rows.map((_, row) => `($${3 * row + 1}, $${3 * row + 2}, $${3 * row + 3}, 192)`);
  await client.query(
    `INSERT INTO bench_plain (time, tag_id, value, quality) VALUES ${places.join(', ')}`,
    rows.flatMap(({ time, tag, value }) => [time, tag, value]),
  );
}

/** A port whose device answers at once. */
class AnsweringPort extends EventEmitter {
  next: Uint8Array = new Uint8Array();
  readonly isOpen = true;

  open(callback: () => void): void {
    callback();
  }

  close(callback: () => void): void {
    callback();
  }

  write(request: Buffer): void {
    const body = Buffer.from([request[0]!, ...this.next]);
    const crc = Buffer.alloc(2);
    crc.writeUInt16LE(crc16(body));
    queueMicrotask(() => this.emit('data', Buffer.concat([body, crc])));
  }
}

/** Source: MODBUS over Serial Line V1.02, section 6.2.2. */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
