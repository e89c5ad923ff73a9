import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNodeId } from '../../src/opcua/parse-node-id.ts';

describe('a node id', () => {
  test.each([
    { text: 'i=2258', namespace: 0, type: 'i', identifier: '2258' },
    { text: 'ns=0;i=0', namespace: 0, type: 'i', identifier: '0' },
    { text: 'ns=65535;i=4294967295', namespace: 65_535, type: 'i', identifier: '4294967295' },
    { text: 's=W', namespace: 0, type: 's', identifier: 'W' },
    {
      text: 'ns=1;s=Rig 7.Hook=Load;a b',
      namespace: 1,
      type: 's',
      identifier: 'Rig 7.Hook=Load;a b',
    },
    { text: 'ns=2;s="DB"."x y"', namespace: 2, type: 's', identifier: '"DB"."x y"' },
    {
      text: 'ns=1;g=72962B91-FA75-4ae6-8d28-b404dc7daf63',
      namespace: 1,
      type: 'g',
      identifier: '72962B91-FA75-4ae6-8d28-b404dc7daf63',
    },
    {
      text: 'ns=1;b=M/RbKBsRVkePCePcx24oRA==',
      namespace: 1,
      type: 'b',
      identifier: 'M/RbKBsRVkePCePcx24oRA==',
    },
    { text: 'nsu=urn:maker:rig;s=P', namespace: 'urn:maker:rig', type: 's', identifier: 'P' },
    {
      text: 'nsu=http://a.b/c%3Bd%2525;i=1',
      namespace: 'http://a.b/c;d%25',
      type: 'i',
      identifier: '1',
    },
  ])('is read from $text', ({ text, ...parsed }) => {
    expect(parseNodeId(text)).toEqual(parsed);
  });

  test.each([
    '',
    'W',
    'ns=1',
    'ns=1;',
    'ns=1;s=',
    'ns=1;i=',
    'ns=1;i=abc',
    'ns=1;i=-1',
    'ns=1;i=4294967296',
    'ns=1;i=1.5',
    'ns=1; s=W',
    ' ns=1;s=W',
    'ns=1 ;s=W',
    'ns= 1;s=W',
    'ns=1;i= 5',
    'ns=1;i=5 ',
    'NS=1;s=W',
    'ns=1;S=W',
    'ns=1,s=W',
    'ns=70000;s=W',
    'ns=65536;s=W',
    'ns=-1;s=W',
    'ns=a;s=W',
    'ns=;s=W',
    'nsu=;s=W',
    'nsu=urn a;s=W',
    'nsu=urn:a',
    'ns=1;g=123',
    'ns=1;g=72962B91FA754ae68d28b404dc7daf63',
    'ns=1;g=72962B91-FA75-4ae6-8d28-b404dc7daf6',
    'ns=1;b=',
    'ns=1;b=a b',
    'ns=1;x=1',
    'svr=1;ns=1;s=W',
    'ns=1;ns=2;s=W',
  ])('is not read from %j', (text) => {
    expect(parseNodeId(text)).toBeUndefined();
  });

  test('has any text for its identifier', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 20 }),
        fc.nat(65_535),
        (identifier, namespace) => {
          expect(parseNodeId(`ns=${namespace};s=${identifier}`)).toEqual({
            namespace,
            type: 's',
            identifier,
          });
        },
      ),
    );
  });
});
