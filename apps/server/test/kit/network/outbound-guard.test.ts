import { describe, expect, test } from 'vitest';
import { createOutboundGuard } from '../../../src/kit/network/outbound-guard.ts';

const strict = createOutboundGuard([]);

describe('an outbound guard without a list', () => {
  test.each([
    ['127.0.0.1'],
    ['127.255.255.254'],
    ['localhost'],
    ['2130706433'],
    ['0x7f.1'],
    ['0x7f000001'],
    ['0177.0.0.1'],
    ['127.1'],
    ['::1'],
    ['[::1]'],
    ['::ffff:127.0.0.1'],
    ['[::ffff:7f00:1]'],
    ['0:0:0:0:0:ffff:7f00:1'],
    ['10.0.0.1'],
    ['172.16.0.1'],
    ['172.31.255.255'],
    ['192.168.1.1'],
    ['100.64.0.1'],
    ['198.18.0.1'],
    ['fc00::1'],
    ['fd12:3456:789a::1'],
    ['::ffff:10.0.0.1'],
  ])('refuses %s, and names the setting that may list it', async (host) => {
    await expect(strict.resolve(host)).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: expect.stringContaining('outboundNetworks'),
    });
  });

  test.each([
    ['8.8.8.8', '8.8.8.8', 4],
    ['172.32.0.1', '172.32.0.1', 4],
    ['100.128.0.1', '100.128.0.1', 4],
    ['[2606:4700::1111]', '2606:4700::1111', 6],
  ])(
    'lets the public address %s pass, as one that nobody listed',
    async (host, address, family) => {
      expect(await strict.resolve(host)).toEqual({
        addresses: [{ address, family }],
        isListed: false,
      });
    },
  );

  test('says that a name without an address has none', async () => {
    await expect(strict.resolve('no-such-host.invalid')).rejects.toMatchObject({
      code: 'HOST_UNKNOWN',
      message: expect.stringContaining('no-such-host.invalid'),
    });
  });
});

describe('an outbound guard with a list of everything', () => {
  const generous = createOutboundGuard(['0.0.0.0/0', '::/0']);

  test.each([
    ['0.0.0.0'],
    ['0'],
    ['169.254.169.254'],
    ['2852039166'],
    ['169.254.1.1'],
    ['192.0.0.192'],
    ['100.100.100.200'],
    ['168.63.129.16'],
    ['224.0.0.1'],
    ['240.0.0.1'],
    ['255.255.255.255'],
    ['::'],
    ['::ffff:169.254.169.254'],
    ['[::ffff:a9fe:a9fe]'],
    ['::169.254.169.254'],
    ['::7f00:1'],
    ['fe80::1'],
    ['fe80::1%lo'],
    ['ff02::1'],
    ['fec0::1'],
    ['fd00:ec2::254'],
    ['64:ff9b::7f00:1'],
    ['64:ff9b::a9fe:a9fe'],
    ['64:ff9b:1::7f00:1'],
    ['2002:7f00:1::1'],
    ['2001::1'],
    ['2001:db8::1'],
    ['3fff::1'],
    ['100::1'],
    ['5f00::1'],
  ])('refuses %s all the same', async (host) => {
    await expect(generous.resolve(host)).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: expect.stringContaining('nothing is sent to'),
    });
  });

  test.each([['127.0.0.1'], ['10.9.8.7'], ['fd12::1'], ['::1'], ['::ffff:10.9.8.7']])(
    'lets %s pass as listed',
    async (host) => {
      expect(await generous.resolve(host)).toMatchObject({ isListed: true });
    },
  );

  test('calls a public address unlisted: nothing goes there unencrypted', async () => {
    expect(await generous.resolve('8.8.8.8')).toMatchObject({ isListed: false });
  });
});

test('a list lets its networks pass and no neighbour', async () => {
  const guard = createOutboundGuard(['192.168.10.0/24', 'fd12::7']);
  expect(await guard.resolve('192.168.10.255')).toMatchObject({ isListed: true });
  expect(await guard.resolve('fd12::7')).toMatchObject({ isListed: true });
  await expect(guard.resolve('192.168.11.0')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  await expect(guard.resolve('fd12::8')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
});

test('a list with something that is no network is refused by its name', () => {
  expect(() => createOutboundGuard(['10.0.0.0/8', 'the office'])).toThrow(/"the office"/);
});
