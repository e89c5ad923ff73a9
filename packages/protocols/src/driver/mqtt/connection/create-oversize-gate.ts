/** A message whose payload is too long. */
export interface OversizedMessage {
  readonly topic: string;
  readonly qos: number;
  readonly messageId: number | undefined;
  readonly payloadBytes: number;
}

/** Callbacks of a gate. */
interface OversizeGateHost {
  /** Takes bytes of packets that pass, in order. */
  pass(bytes: Buffer): void;
  /** Called when a message with too long a payload has gone by; its payload was not gathered. */
  refuse(message: OversizedMessage): void;
}

const PUBLISH = 3;
// A length is written in 7 bits a byte, in 4 bytes at most. Source: MQTT 3.1.1, section 2.2.3.
const MOST_LENGTH_BYTES = 4;
const TEXT_LENGTH_BYTES = 2;
const MESSAGE_ID_BYTES = 2;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Makes a gate that passes packets of MQTT 3.1.1 on at once, except messages that are too long: it drops those without gathering them.
 *
 * @param mostPayloadBytes - longest payload that passes, and longest packet of any other kind
 * @returns takes bytes from the broker; throws when they are not MQTT
 */
export function createOversizeGate(
  mostPayloadBytes: number,
  host: OversizeGateHost,
): (chunk: Buffer) => void {
  let rest = NOTHING;
  // Bytes of the packet under way that are still to come.
  let leftBytes = 0;
  let refused: OversizedMessage | undefined;
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    rest = NOTHING;
    let at = 0;
    let passedTo = 0;
    const pass = (end: number): void => {
      if (end > passedTo) host.pass(bytes.subarray(passedTo, end));
      passedTo = end;
    };
    while (at < bytes.length) {
      if (leftBytes === 0) {
        const head = readHead(bytes.subarray(at), mostPayloadBytes);
        if (head === undefined) {
          pass(at);
          rest = bytes.subarray(at);
          return;
        }
        leftBytes = head.packetBytes;
        refused = head.oversized;
        if (refused !== undefined) pass(at);
      }
      const end = Math.min(at + leftBytes, bytes.length);
      leftBytes -= end - at;
      at = end;
      if (refused === undefined) continue;
      passedTo = end;
      if (leftBytes === 0) host.refuse(refused);
    }
    pass(at);
  };
}

/** The beginning of a packet. */
interface PacketHead {
  /** Length with the header. */
  readonly packetBytes: number;
  readonly oversized: OversizedMessage | undefined;
}

/** Reads the beginning of a packet; undefined when more is needed. Source: MQTT 3.1.1, sections 2.2 and 3.3. */
function readHead(bytes: Buffer, mostPayloadBytes: number): PacketHead | undefined {
  const length = readLength(bytes);
  if (length === undefined) return undefined;
  const { value, end } = length;
  const packetBytes = end + value;
  if (value <= mostPayloadBytes) return { packetBytes, oversized: undefined };
  const [flags] = bytes as unknown as [number];
  if (flags >> 4 !== PUBLISH) {
    throw new Error(
      `not MQTT: expected packets of at most ${mostPayloadBytes} bytes, got one of ${value}`,
    );
  }
  if (bytes.length < end + TEXT_LENGTH_BYTES) return undefined;
  const topicEnd = end + TEXT_LENGTH_BYTES + bytes.readUInt16BE(end);
  const qos = (flags >> 1) & 3;
  const bodyStart = topicEnd + (qos === 0 ? 0 : MESSAGE_ID_BYTES);
  if (bytes.length < bodyStart) return undefined;
  const payloadBytes = packetBytes - bodyStart;
  if (payloadBytes <= mostPayloadBytes) return { packetBytes, oversized: undefined };
  const topic = bytes.toString('utf8', end + TEXT_LENGTH_BYTES, topicEnd);
  const messageId = qos === 0 ? undefined : bytes.readUInt16BE(topicEnd);
  return { packetBytes, oversized: { topic, qos, messageId, payloadBytes } };
}

function readLength(bytes: Buffer): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let at = 0; at < MOST_LENGTH_BYTES; at++) {
    const byte = bytes[1 + at];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 128 ** at;
    if (byte < 0x80) return { value, end: 2 + at };
  }
  throw new Error(
    `not MQTT: expected a length of at most ${MOST_LENGTH_BYTES} bytes, got a longer one`,
  );
}
