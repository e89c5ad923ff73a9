import { expect, test } from 'vitest';
import { deviceOf } from '../../../src/session/list/device-of.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36';

test.each([
  [CHROME, 'Chrome', 'Linux'],
  [`${CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0')} Edg/156.0`, 'Edge', 'Windows'],
  ['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Firefox', 'Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1',
    'Safari',
    'iOS',
  ],
])('%s is a device that people know', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});

test('a program is no device', () => {
  expect(deviceOf('node')).toBeNull();
});
