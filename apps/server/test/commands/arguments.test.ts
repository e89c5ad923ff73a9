import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderArgument } from '../../src/commands/options/folder-argument.ts';
import { hostArgument, hostNamesArgument } from '../../src/commands/options/host-argument.ts';
import { originsArgument } from '../../src/commands/options/origins-argument.ts';
import { proxiesArgument } from '../../src/commands/options/proxies-argument.ts';

describe('a folder of the command line', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'varve-test-'));
    await writeFile(join(folder, 'file'), '');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is taken as it is written, whether it is there or can be made', () => {
    expect(folderArgument(folder)).toBe(folder);
    expect(folderArgument(join(folder, 'new/deep'))).toBe(join(folder, 'new/deep'));
    expect(folderArgument('.varve')).toBe('.varve');
  });

  test.each(['file', 'file/below'])('is refused when %s is a file, which is named', (name) => {
    expect(() => folderArgument(join(folder, name))).toThrow(`${join(folder, 'file')} is a file`);
  });

  test('is refused when it is empty', () => {
    expect(() => folderArgument('')).toThrow('expected a folder, got an empty text');
  });
});

describe('an address to listen on', () => {
  test.each(['127.0.0.1', '::1', '0.0.0.0', 'box.example.com'])('may be %s', (text) => {
    expect(hostArgument(text)).toBe(text);
  });

  test.each(['', 'http://box', 'box/path', 'a b', '[::1]:80'])('is refused as %j', (text) => {
    expect(() => hostArgument(text)).toThrow('expected a name or an address without a port');
  });
});

describe('a name that browsers know the server by', () => {
  test('is added to those before it', () => {
    expect(hostNamesArgument('b.example.com', ['a'])).toEqual(['a', 'b.example.com']);
  });

  test.each(['', 'http://box', 'box:8080', 'box/path'])('is refused as %j', (text) => {
    expect(() => hostNamesArgument(text, [])).toThrow('expected a name without scheme and port');
  });
});

describe('an origin whose pages may read', () => {
  test.each(['https://plant.example', 'http://10.0.0.5:3000', 'http://[::1]:3000'])(
    'may be %s',
    (text) => {
      expect(originsArgument(text, ['https://a'])).toEqual(['https://a', text]);
    },
  );

  test.each([
    '',
    '*',
    'null',
    'plant.example',
    'https://plant.example/',
    'https://plant.example:443',
    'https://*.example',
    'https://Plant.example',
    'file:///etc',
  ])('is refused as %j', (text) => {
    expect(() => originsArgument(text, [])).toThrow('expected scheme, name and port');
  });
});

describe('a proxy that is trusted', () => {
  test.each(['127.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32'])('may be %s', (text) => {
    expect(proxiesArgument(text, ['::1'])).toEqual(['::1', text]);
  });

  test.each(['', 'proxy.example', 'true', '10.0.0.0/33', '10.0.0.0/', '::/129', '10.0.0.0/8/8'])(
    'is refused as %j',
    (text) => {
      expect(() => proxiesArgument(text, [])).toThrow('expected an address or a network');
    },
  );
});
