import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openGivenCertificate } from '../../../src/http/tls/given-certificate.ts';
import { issueAuthority, issueCertificate } from '../../../src/http/tls/issue-certificate.ts';
import { startGateway } from '../../support/test-gateway.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varve-given-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function ask(port: number, path: string, ca: string): Promise<IncomingMessage> {
  const asked = get({ host: '127.0.0.1', port, path, ca, agent: false });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer;
}

describe('the certificate of the user', () => {
  const write = async (nowMs: number) => {
    const authority = await issueAuthority('test', nowMs);
    const pair = await issueCertificate(authority, ['127.0.0.1'], nowMs);
    await writeFile(join(folder, 'own.pem'), pair.cert);
    await writeFile(join(folder, 'own.key'), pair.key);
    return authority.cert;
  };
  const files = () => ({
    certificateFile: join(folder, 'own.pem'),
    keyFile: join(folder, 'own.key'),
  });

  test('is shown, makes browsers come back encrypted only, and is read anew at SIGHUP', async () => {
    const first = await write(Date.now());
    const failures: string[] = [];
    await using given = await openGivenCertificate({
      ...files(),
      onFailed: (reason) => failures.push(reason),
    });
    await using own = await startGateway({ certificate: given });
    const answer = await ask(own.port, '/live', first);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await ask(own.port, '/ca.pem', first)).statusCode).toBe(404);

    await writeFile(join(folder, 'own.pem'), 'spoilt');
    process.kill(process.pid, 'SIGHUP');
    await expect
      .poll(() => failures)
      .toEqual([
        `the certificate stays as it was: expected a certificate as PEM in ${join(folder, 'own.pem')}`,
      ]);
    expect((await ask(own.port, '/live', first)).statusCode).toBe(200);

    const second = await write(Date.now());
    process.kill(process.pid, 'SIGHUP');
    await expect
      .poll(() =>
        ask(own.port, '/live', second).then(
          ({ statusCode }) => statusCode,
          () => 0,
        ),
      )
      .toBe(200);
  });

  test('is refused where it is over, where the key is another one, and where a file is not there', async () => {
    const open = (given: object) =>
      openGivenCertificate({ ...files(), onFailed: () => undefined, ...given });
    await write(Date.now() - 500 * 86_400_000);
    await expect(open({})).rejects.toMatchObject({
      code: 'CERTIFICATE_INVALID',
      message: expect.stringContaining('ended at'),
    });
    await write(Date.now());
    const other = await issueAuthority('other', Date.now());
    await writeFile(join(folder, 'other.key'), other.key);
    await expect(open({ keyFile: join(folder, 'other.key') })).rejects.toMatchObject({
      code: 'CERTIFICATE_INVALID',
      message: expect.stringContaining('is not the key'),
    });
    await expect(open({ keyFile: join(folder, 'none') })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('none: ENOENT'),
    });
  });
});
