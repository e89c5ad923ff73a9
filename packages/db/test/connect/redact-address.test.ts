import { describe, expect, test } from 'vitest';
import { redactAddress, redactText } from '../../src/index.ts';

describe('redactAddress', () => {
  test.each([
    ['mqtt://ops:S3cret%21@broker', 'mqtt://broker'],
    ['mqtt//ops:S3cret%21@broker', 'broker'],
    ['opc.tcp://ops:S3cret@host:4840/path', 'opc.tcp://host:4840/path'],
    ['opc.tcp://host:4840', 'opc.tcp://host:4840'],
    ['mqtt://ops:S3c/r?et#1@broker', 'mqtt://broker'],
    ['mqtt://ops:S3"c ret@broker', 'mqtt://broker'],
    ['mqtt://ops:S3c@ret@broker:1883', 'mqtt://broker:1883'],
    [
      'http://h:8086/write?db=a&u=me&p=x&token=S3cret&api_key=S3cret',
      'http://h:8086/write?db=a&u=me&p=x&token=***&api_key=***',
    ],
    [
      'wss://h/mqtt?X-Amz-Signature=S3cret&p%61ssword=S3cret#access_token=S3cret',
      'wss://h/mqtt?X-Amz-Signature=***&p%61ssword=***#access_token=***',
    ],
    ['wss://h?Token=S3cret with a space,and more', 'wss://h?Token=***'],
    ['postgres://h/db?user=u&password=S3cret', 'postgres://h/db?user=u&password=***'],
    ["host=h user=u password='S3 cre\\'t' dbname=db", 'host=h user=u password=*** dbname=db'],
    ['host=h password = S3cret', 'host=h password = ***'],
    ['', ''],
  ])('makes %s %s', (address, expected) => {
    expect(redactAddress(address)).toBe(expected);
    expect(redactText(`no answer from ${address}`)).not.toMatch(/S3c?r?e?t\b/);
  });
});

describe('redactText', () => {
  test('leaves what is no secret as it is', () => {
    const text =
      'connect ECONNREFUSED 127.0.0.1:1883; authentication: failed for ops@plant (key rejected)';
    expect(redactText(text)).toBe(text);
  });

  test('takes secrets out of addresses within sentences and quotes', () => {
    expect(redactText('cannot reach "mqtt://ops:S3cret@broker:1883": refused')).toBe(
      'cannot reach "mqtt://broker:1883": refused',
    );
    expect(redactText('tried opc.tcp://ops:S3cret@a:1 and wss://b?token=S3cret')).toBe(
      'tried opc.tcp://a:1 and wss://b?token=***',
    );
  });
});
