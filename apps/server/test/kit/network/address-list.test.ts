import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAddressList } from '../../../src/kit/network/address-list.ts';
import { canonicalAddress } from '../../../src/kit/network/canonical-address.ts';
import { clientNetwork } from '../../../src/kit/network/client-network.ts';

describe('a list of addresses', () => {
  test.each([
    ['10.0.0.7', '10.0.0.7'],
    ['10.0.0.7', '::ffff:10.0.0.7'],
    ['10.0.0.7', '::ffff:a00:7'],
    ['10.0.0.0/8', '10.255.255.255'],
    ['10.9.9.9/8', '10.0.0.7'],
    ['10.0.0.0/8', '::FFFF:10.1.2.3'],
    ['::ffff:10.0.0.0/104', '10.1.2.3'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['0.0.0.0/0', '203.0.113.9'],
    ['192.168.1.7/32', '192.168.1.7'],
    ['fd00::/8', 'fdff:1:2:3:4:5:6:7'],
    ['fd00::7', 'FD00:0:0:0:0:0:0:7'],
    ['fe80::/10', 'fe80::1%eth0'],
    ['::/0', '2001:db8::1'],
    ['::1', '::1'],
    ['2001:db8::1/128', '2001:db8::1'],
  ])('%s includes %s', (range, address) => {
    expect(createAddressList([range]).includes(address)).toBe(true);
    expect(createAddressList(['192.0.2.0/24', range]).includes(address)).toBe(true);
  });

  test.each([
    ['10.0.0.7', '10.0.0.8'],
    ['10.0.0.0/8', '11.0.0.0'],
    ['10.0.0.0/8', '::10.0.0.7'],
    ['10.0.0.0/31', '10.0.0.2'],
    ['0.0.0.0/0', '2001:db8::1'],
    ['::/0', '10.0.0.7x'],
    ['fd00::/8', 'fe00::1'],
    ['fd00::7', 'fd00::8'],
    ['::1', '127.0.0.1'],
    ['10.0.0.0/8', ''],
    ['10.0.0.0/8', '10.0.0'],
    ['10.0.0.0/8', '10.0.0.7, 10.0.0.8'],
    ['10.0.0.0/8', '10.0.0.07'],
  ])('%s does not include %j', (range, address) => {
    expect(createAddressList([range]).includes(address)).toBe(false);
  });

  test('an empty list includes nothing', () => {
    expect(createAddressList([]).includes('127.0.0.1')).toBe(false);
  });

  test.each([
    '',
    'localhost',
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '10.0.0.256',
    '010.0.0.1',
    ' 10.0.0.1',
    'fd00::/129',
    'fd00::1::2',
    '::ffff:10.0.0.0/95',
    'fe80::1%eth0',
    '2130706433',
  ])('%j is refused by name', (range) => {
    expect(() => createAddressList(['10.0.0.1', range])).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringContaining(JSON.stringify(range)),
      }),
    );
  });

  test('whatever text is asked for, the answer is no error', () => {
    const list = createAddressList(['10.0.0.0/8', 'fd00::/8']);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(list.includes(text)).toBe(false);
      }),
    );
  });
});

describe('an address has one spelling', () => {
  test('whatever spelling it comes in', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const canonical = canonicalAddress(address)!;
        expect(canonicalAddress(canonical.text)).toEqual(canonical);
        expect(canonicalAddress(address.toUpperCase())).toEqual(canonical);
      }),
    );
  });

  test.each([
    ['::', '0000:0000:0000:0000:0000:0000:0000:0000'],
    ['1::', '0001:0000:0000:0000:0000:0000:0000:0000'],
    ['2001:DB8::A:1', '2001:0db8:0000:0000:0000:0000:000a:0001'],
    ['64:ff9b::10.0.0.7', '0064:ff9b:0000:0000:0000:0000:0a00:0007'],
    ['::ffff:192.0.2.128', '192.0.2.128'],
  ])('%s is %s', (address, text) => {
    expect(canonicalAddress(address)?.text).toBe(text);
  });
});

describe('a client is known by its network', () => {
  test.each([
    ['10.0.0.7', '10.0.0.7'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:0db8:0001:0002::/64'],
    ['2001:db8:1:2:ffff::', '2001:0db8:0001:0002::/64'],
    ['unknown', 'unknown'],
  ])('%s is of %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});
