import { StatusCode } from '@varve/protocols';
import { expect, test } from 'vitest';
import { judgeAnswer } from '../../../src/driver/modbus/judge-answer.ts';
import { bytes } from '../../support/samples.ts';

const request = { unitId: 1, functionCode: 3, address: 0, quantity: 1 } as const;

test.each([
  { pdu: '83 01', kind: 'failed' },
  { pdu: '83 02', kind: 'refused' },
  { pdu: '83 03', kind: 'refused' },
  { pdu: '83 04', kind: 'failed' },
  { pdu: '83 05', kind: 'busy' },
  { pdu: '83 06', kind: 'busy' },
  { pdu: '83 07', kind: 'failed' },
  { pdu: '83 0A', kind: 'silent' },
  { pdu: '83 0B', kind: 'silent' },
  { pdu: '83', kind: 'silent' },
  { pdu: '04 02 00 07', kind: 'silent' },
  { pdu: '03 04 00 07', kind: 'silent' },
  { pdu: '', kind: 'silent' },
])('$pdu in answer to a register means $kind', ({ pdu, kind }) => {
  const verdict = judgeAnswer(bytes(pdu), request);
  expect(verdict).toMatchObject({ kind, status: expect.any(Number), reason: expect.any(String) });
  expect((verdict as { status: number }).status).toBeLessThan(StatusCode.good);
});

test('the data of an answer are what is behind its byte count', () => {
  expect(judgeAnswer(bytes('03 02 00 07'), request)).toEqual({
    kind: 'data',
    data: bytes('00 07'),
  });
});
