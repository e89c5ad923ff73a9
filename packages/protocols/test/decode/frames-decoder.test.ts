import {
  appendFrame,
  createFrameBuffer,
  framesDecoder,
  packSampleFrame,
  packTextFrame,
  planSource,
  SAMPLE_RECORD_BYTES,
  StatusCode,
  type DecodePlan,
  type Frame,
  OUR_TIME_BIT,
  type SourceDefinition,
  type TextSample,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes, samplesOfRuns, type Sample } from '../support/samples.ts';

/** The status of what has a time of ours, as decoders give it. */
const mark = (status: number): number => status | OUR_TIME_BIT;

const SOURCES: readonly SourceDefinition[] = [
  {
    name: 'well',
    protocol: 'modbus',
    host: '127.0.0.1',
    tags: [
      { name: 'pressure', address: 0, rawType: 'int16' },
      { name: 'temperature', address: 1, rawType: 'int16' },
    ],
  },
  {
    name: 'machine',
    protocol: 'mqtt',
    url: 'mqtt://127.0.0.1',
    topics: [
      { topic: 'a', tags: [{ name: 'power', path: 'kw' }] },
      { topic: 'b', tags: [{ name: 'speed', path: 'rpm' }] },
    ],
  },
  {
    name: 'rig',
    protocol: 'opcua',
    endpointUrl: 'opc.tcp://127.0.0.1',
    tags: [
      { name: 'depth', nodeId: 'ns=1;s=Depth', scale: 2, offset: 1 },
      { name: 'load', nodeId: 'ns=1;s=Load' },
    ],
  },
  { name: 'program', protocol: 'program', tags: [{ name: 'x' }] },
];

/** Numbered as the historian does. */
const PLANS: readonly DecodePlan[] = [0, 2, 4, 6].flatMap((firstTag, index) =>
  planSource(SOURCES[index]!, firstTag),
);
const TAG_COUNT = 7;
const [WELL, TOPIC_A, TOPIC_B, RIG] = [0, 1, 2, 3];

const frame = (plan: number, payload: Uint8Array, receivedUs = 1_000): Frame => ({
  plan,
  payload,
  receivedUs,
  status: StatusCode.good,
});
const json = (text: string): Uint8Array => new TextEncoder().encode(text);

function decode(frames: readonly Frame[], plans = PLANS) {
  const buffer = createFrameBuffer(16);
  for (const one of frames) appendFrame(buffer, one);
  const rejections: { plan: number; reason: string }[] = [];
  const texts: TextSample[] = [];
  const runs = framesDecoder(plans, TAG_COUNT)(buffer.bytes, buffer.length, {
    rejected: (plan, reason) => rejections.push({ plan, reason }),
    text: (sample) => texts.push(sample),
  });
  return { samples: samplesOfRuns(runs), rejections, texts };
}

const sample = (tag: number, value: number, time = 1_000, status: number = StatusCode.good) => ({
  tag,
  time,
  value,
  status,
});

/** Answer of a device with two registers of 16 bits. */
function wellResponse(registers: readonly [number, number]): Uint8Array {
  const data = Buffer.alloc(4);
  data.writeInt16BE(registers[0], 0);
  data.writeInt16BE(registers[1], 2);
  return Uint8Array.of(3, 4, ...data);
}

/** A stable sort, slow and obvious. */
const byTag = (samples: readonly Sample[]): Sample[] =>
  samples.toSorted((one, other) => one.tag - other.tag);

describe('planSource', () => {
  test('plans requests of a Modbus device, topics of a broker, one frame of samples of an OPC UA server, and nothing of a program', () => {
    expect(PLANS.map(({ codec }) => codec)).toEqual(['modbus', 'json', 'json', 'samples']);
    expect(PLANS.map(({ tags }) => [...tags])).toEqual([[0, 1], [2], [3], [4, 5]]);
  });

  test('gives a tag of an OPC UA server its nulls and those of its source, and what a Float holds of them', () => {
    const [plan] = planSource(
      {
        name: 'rig',
        protocol: 'opcua',
        endpointUrl: 'opc.tcp://rig:4840',
        nulls: [-1],
        tags: [
          { name: 'depth', nodeId: 'i=1', nulls: [-999.9], scale: 2 },
          { name: 'load', nodeId: 'i=2' },
        ],
      },
      0,
    );
    expect(plan).toMatchObject({
      entries: [
        { scale: 2, offset: 0, nulls: [-999.9, -1, Math.fround(-999.9)] },
        { scale: 1, offset: 0, nulls: [-1] },
      ],
    });
  });
});

describe('framesDecoder', () => {
  test('decodes frames of every protocol, tag by tag', () => {
    const { samples, rejections } = decode([
      frame(TOPIC_B, json('{"rpm": 3}'), 1),
      frame(WELL, bytes('03 04 00 01 00 02'), 2),
      frame(
        RIG,
        packSampleFrame([
          { tag: 1, timeUs: 77, value: 5, status: 0 },
          { tag: 0, timeUs: 78, value: 5, status: -1 },
        ]),
      ),
      frame(TOPIC_A, json('{"kw": 4}'), 3),
    ]);
    expect(samples).toEqual([
      sample(0, 1, 2),
      sample(1, 2, 2),
      sample(2, 4, 3),
      sample(3, 3, 1),
      sample(4, 11, 78, -1),
      sample(5, 5, 77),
    ]);
    expect(rejections).toEqual([]);
  });

  test('tells a frame that is not allowed, marks its tags, and is not disturbed around it', () => {
    const { samples, rejections } = decode([
      frame(TOPIC_A, json('{"kw": 1}'), 1),
      frame(TOPIC_A, json('{"kw": '), 2),
      frame(WELL, bytes('83 02'), 3),
      frame(RIG, new Uint8Array(SAMPLE_RECORD_BYTES + 1), 4),
      frame(
        RIG,
        packSampleFrame([
          { tag: 0, timeUs: 5, value: 5, status: 0 },
          { tag: 2, timeUs: 5, value: 5, status: 0 },
        ]),
        5,
      ),
      frame(TOPIC_B, json('{"rpm": 9}'), 6),
    ]);
    expect(samples).toEqual([
      sample(0, NaN, 3, mark(StatusCode.badConfigurationError)),
      sample(1, NaN, 3, mark(StatusCode.badConfigurationError)),
      sample(2, 1, 1),
      sample(2, NaN, 2, mark(StatusCode.badDecodingError)),
      sample(3, 9, 6),
      sample(4, NaN, 4, mark(StatusCode.badDecodingError)),
      sample(4, NaN, 5, mark(StatusCode.badDecodingError)),
      sample(5, NaN, 4, mark(StatusCode.badDecodingError)),
      sample(5, NaN, 5, mark(StatusCode.badDecodingError)),
    ]);
    expect(rejections).toEqual([
      { plan: TOPIC_A, reason: expect.stringMatching(/^a: not JSON: /) as string },
      { plan: WELL, reason: 'the device answered exception 2, illegal data address' },
      { plan: RIG, reason: 'expected records of 24 bytes, got 25 bytes' },
      { plan: RIG, reason: 'expected a tag from 0 to 1, got 2' },
    ]);
  });

  test('tells a value that is none, makes it Bad, and keeps the frame', () => {
    const { samples, rejections } = decode([frame(TOPIC_A, json('{"kw": "many"}'))]);
    expect(samples).toEqual([sample(2, NaN, 1_000, StatusCode.badDecodingError)]);
    expect(rejections).toEqual([
      { plan: TOPIC_A, reason: 'a: expected a number at kw, got "many"' },
    ]);
  });

  test('gives the status of a frame that was kept on the way to what has no time of its own', () => {
    const status = StatusCode.uncertainInitialValue;
    const kept = { ...frame(TOPIC_A, json('{"kw": 4}')), status };
    expect(decode([kept, frame(TOPIC_B, json('{"rpm": 5}'))]).samples).toEqual([
      sample(2, 4, 1_000, mark(status)),
      sample(3, 5),
    ]);
  });

  test('makes a sample without a value of every tag whose request failed', () => {
    const outage = { ...frame(WELL, new Uint8Array(0), 8), status: StatusCode.badTimeout };
    expect(decode([outage])).toEqual({
      samples: [0, 1].map((tag) => sample(tag, NaN, 8, mark(StatusCode.badTimeout))),
      rejections: [],
      texts: [],
    });
  });

  test('gives of many frames what it gives of each alone, in their order', () => {
    const anyFrame = fc.oneof(
      fc
        .tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }))
        .map((registers) => frame(WELL, wellResponse(registers))),
      fc.constantFrom(
        frame(WELL, bytes('83 04')),
        frame(WELL, bytes('03 04 00 01')),
        { ...frame(WELL, new Uint8Array(0)), status: StatusCode.badTimeout },
        frame(TOPIC_A, json('{"kw": 3}')),
        frame(TOPIC_A, json('{')),
        frame(RIG, packSampleFrame([{ tag: 1, timeUs: 1, value: 2, status: 0 }])),
      ),
    );
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 700, size: 'max' }), (unstamped) => {
        const frames = unstamped.map((one, at) => ({ ...one, receivedUs: 1_000 + at }));
        const alone = frames.flatMap((one) => decode([one]).samples);
        expect(decode(frames).samples).toEqual(byTag(alone));
      }),
      { numRuns: 30 },
    );
  });

  test('puts what a device and a program say of one tag in order of time', () => {
    const written = PLANS.length;
    const byProgram: DecodePlan = {
      codec: 'samples',
      entries: [{ scale: 1, offset: 0, nulls: [] }],
      tags: Int32Array.of(0),
    };
    const record = (timeUs: number) =>
      packSampleFrame([{ tag: 0, timeUs, value: timeUs, status: 0 }]);
    const { samples } = decode(
      [
        frame(written, record(1)),
        frame(WELL, wellResponse([7, 8]), 2),
        frame(written, record(3)),
        frame(WELL, wellResponse([7, 8]), 4),
      ],
      [...PLANS, byProgram],
    );
    expect(samples).toEqual([
      sample(0, 1, 1),
      sample(0, 7, 2),
      sample(0, 3, 3),
      sample(0, 7, 4),
      sample(1, 8, 2),
      sample(1, 8, 4),
    ]);
  });

  describe('with text tags', () => {
    const plans = [
      ...planSource(
        {
          name: 'mixer',
          protocol: 'mqtt',
          url: 'mqtt://127.0.0.1',
          topics: [
            {
              topic: 'mixer',
              tags: [
                { name: 'speed', path: 'rpm' },
                { name: 'recipe', path: 'recipe', dataType: 'text' },
              ],
            },
          ],
        },
        0,
      ),
      ...planSource(
        {
          name: 'plc',
          protocol: 'opcua',
          endpointUrl: 'opc.tcp://127.0.0.1',
          tags: [
            { name: 'operator', nodeId: 'ns=1;s=Operator', dataType: 'text' },
            { name: 'level', nodeId: 'ns=1;s=Level' },
            { name: 'product', nodeId: 'ns=1;s=Product', dataType: 'text' },
          ],
        },
        2,
      ),
    ];
    const [MIXER, PLC_NUMBERS, PLC_TEXTS] = [0, 1, 2];
    const text = (tag: number, value: string | null, timeUs = 1_000, status = 0) => ({
      tag,
      timeUs,
      value,
      status,
    });

    test('tells texts beside the batch, by their positions in the list', () => {
      const product = packTextFrame([text(1, 'Öl 5W-30', 7), text(0, null, 8, -1)]);
      const level = packSampleFrame([{ tag: 0, timeUs: 9, value: 1.5, status: 0 }]);
      const decoded = decode(
        [
          frame(MIXER, json('{"rpm": 3, "recipe": "Ketchup"}'), 5),
          frame(PLC_TEXTS, product),
          frame(PLC_NUMBERS, level),
        ],
        plans,
      );
      expect(decoded).toEqual({
        samples: [sample(0, 3, 5), sample(3, 1.5, 9)],
        texts: [text(1, 'Ketchup', 5), text(4, 'Öl 5W-30', 7), text(2, null, 8, -1)],
        rejections: [],
      });
    });

    test('makes samples without a value of all tags of an outage, each of its kind', () => {
      const status = StatusCode.badTimeout;
      const gone = (plan: number) => ({ ...frame(plan, new Uint8Array(0), 8), status });
      expect(decode([gone(MIXER), gone(PLC_NUMBERS), gone(PLC_TEXTS)], plans)).toEqual({
        samples: [sample(0, NaN, 8, mark(status)), sample(3, NaN, 8, mark(status))],
        texts: [1, 2, 4].map((tag) => text(tag, null, 8, mark(status))),
        rejections: [],
      });
    });
  });

  test('decodes nothing out of an empty buffer', () => {
    expect(decode([])).toEqual({ samples: [], rejections: [], texts: [] });
  });
});
