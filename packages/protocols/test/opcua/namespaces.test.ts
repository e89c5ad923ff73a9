import { describe, expect, test } from 'vitest';
import { createNamespaces } from '../../src/opcua/namespaces.ts';

const UA = 'http://opcfoundation.org/UA/';

describe('a namespace', () => {
  test('that is given by its URI is wherever that stands', () => {
    const namespaces = createNamespaces();
    expect(namespaces.resolve('urn:b', [UA, 'urn:me', 'urn:a', 'urn:b'])).toBe(3);
    expect(namespaces.resolve('urn:b', [UA, 'urn:me', 'urn:b'])).toBe(2);
    expect(namespaces.resolve('urn:b', [UA, 'urn:me'])).toBeUndefined();
    expect(namespaces.resolve('urn:b', undefined)).toBeUndefined();
  });

  test('that is given by its index is the one that stood there at first', () => {
    const namespaces = createNamespaces();
    expect(namespaces.resolve(2, [UA, 'urn:me', 'urn:a', 'urn:b'])).toBe(2);
    expect(namespaces.resolve(2, [UA, 'urn:me', 'urn:b', 'urn:a'])).toBe(3);
    expect(namespaces.resolve(2, [UA, 'urn:me', 'urn:b'])).toBeUndefined();
    expect(namespaces.nameOf(2)).toBe('urn:a (ns=2 at first)');
    expect(namespaces.resolve(2, [UA, 'urn:me', 'urn:a'])).toBe(2);
  });

  test('that is not there yet is the one that comes', () => {
    const namespaces = createNamespaces();
    expect(namespaces.resolve(3, [UA, 'urn:me'])).toBe(3);
    expect(namespaces.resolve(3, [UA, 'urn:me', 'urn:a', 'urn:b'])).toBe(3);
    expect(namespaces.resolve(3, [UA, 'urn:me', 'urn:b'])).toBe(2);
  });

  test('of the standard and of the server keep their places, whatever the server calls itself', () => {
    const namespaces = createNamespaces();
    expect(namespaces.resolve(0, [UA, 'urn:me'])).toBe(0);
    expect(namespaces.resolve(1, [UA, 'urn:me'])).toBe(1);
    expect(namespaces.resolve(1, [UA, 'urn:renamed'])).toBe(1);
    expect(namespaces.resolve(1, [UA, 'urn:other', 'urn:me'])).toBe(2);
  });

  test('is taken by its index where the server does not tell', () => {
    expect(createNamespaces().resolve(4, undefined)).toBe(4);
  });
});
