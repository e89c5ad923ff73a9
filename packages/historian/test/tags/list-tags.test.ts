import type { SourceDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { listTags } from '../../src/tags/list-tags.ts';
import { DIRECT_PLAN } from '../../src/tags/tag-list.ts';

describe('the list of tags', () => {
  test('takes the nulls of a program’s tags and of its source for what the program writes, and of no other', () => {
    const { plans } = listTags([
      {
        name: 'program',
        protocol: 'program',
        nulls: [-1],
        tags: [{ name: 'x', nulls: [9] }, { name: 'y' }],
      },
      {
        name: 'well',
        protocol: 'modbus',
        host: 'well',
        nulls: [65_535],
        tags: [{ name: 'z', address: 0 }],
      },
    ]);
    expect(plans[DIRECT_PLAN]).toMatchObject({
      entries: [{ nulls: [9, -1] }, { nulls: [-1] }, { nulls: [] }],
    });
  });

  test('refuses a node id that is none, and names the tag', () => {
    const source: SourceDefinition = {
      name: 'rig',
      protocol: 'opcua',
      endpointUrl: 'opc.tcp://rig',
      tags: [{ name: 'load', nodeId: 'ns=1;i=abc' }],
    };
    expect(() => listTags([source])).toThrow(
      expect.objectContaining({
        code: 'SOURCE_INVALID',
        message: expect.stringMatching(
          /^source rig: tags\.0\.nodeId: tag load: expected .*"ns=1;i=abc"$/,
        ) as string,
      }) as Error,
    );
  });
});
