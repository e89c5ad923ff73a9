import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestJob } from '../../src/kit/jobs/request-job.ts';
import { mailChannel, ruleFor, tell } from '../support/delivery-house.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { startTwoTenants, type TwoTenants } from '../support/two-tenants.ts';

const PROGRAM = fileURLToPath(new URL('../support/background.child.ts', import.meta.url));
/** A server that was killed holds nothing up for longer. */
const AGAIN_MS = 120_000;

let house: TwoTenants;
let mails: MailServer;
const children: ChildProcess[] = [];

beforeAll(async () => {
  house = await startTwoTenants();
  mails = await startMailServer();
});
afterAll(async () => {
  for (const child of children) await kill(child);
  await mails?.[Symbol.asyncDispose]();
  await house?.[Symbol.asyncDispose]();
});

async function startServer(environment: Record<string, string> = {}): Promise<ChildProcess> {
  const key = house.keyring.current.toString('hex');
  const child = spawn(
    process.execPath,
    ['-C', '@varve/source', PROGRAM, house.database.connectionString, key],
    { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}

test('a server that is killed amid a mail and a job: both are done within two minutes of the next start', async () => {
  const { acme } = house;
  await ruleFor(acme, await mailChannel(acme, mails.port), { recipientIds: [acme.userId] });
  const first = await startServer();
  mails.behaviour = 'hang';
  await tell(acme);
  const { id } = await acme.transaction((opened) => requestJob(opened, 'tests.endless'));
  // The mail server has read the mail and has not said so.
  await expect.poll(() => mails.mails.length).toBe(1);
  await expect.poll(async () => (await acme.caller.jobs.get({ id })).state).toBe('running');
  await kill(first);

  mails.behaviour = 'take';
  const startedAt = performance.now();
  await startServer({ TEST_JOB_ENDS: 'yes' });
  const within = { timeout: AGAIN_MS };
  await expect
    .poll(() => acme.caller.jobs.get({ id }), within)
    .toMatchObject({ state: 'done', message: 'ended', attempts: 2 });
  await expect
    .poll(async () => (await acme.caller.notifications.deliveries.list({})).deliveries, within)
    .toMatchObject([{ state: 'sent', attempts: 2 }]);
  expect(performance.now() - startedAt).toBeLessThan(AGAIN_MS);
  const ids = mails.mails.map(({ headers }) => headers.find(([name]) => name === 'message-id')![1]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
}, 300_000);
