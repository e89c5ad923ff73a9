import { randomUUID } from 'node:crypto';
import { DELIVERY_CHANNEL } from '../../../src/kit/notifications/delivery-channel.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailChannel, startRelay } from '../../support/delivery-house.ts';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';
import { clearReports, endOf, reportInput, startReportRunner } from '../../support/report-house.ts';
import { startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

const started = new AsyncDisposableStack();
let house: TwoTenants;
let peer: MailServer;
beforeAll(async () => {
  house = started.use(await startTwoTenants());
  peer = started.use(await startMailServer());
  await clearReports(house);
  started.use(await startReportRunner(house));
  started.use(startRelay(house));
});
afterAll(() => started.disposeAsync());

test('a run is told to its recipients by mail, with its files where they have the right to what these show', async () => {
  const [other] = await house.database.query<{ id: string }>(
    `INSERT INTO users (tenant_id, username, email, language) VALUES ($1, 'plain', 'plain@acme.example', 'es') RETURNING id`,
    [house.acme.tenantId],
  );
  const { id } = await house.acme.caller.reports.create(
    reportInput({
      name: 'Night\u2028shift',
      formats: ['csv', 'pdf'],
      channelId: await mailChannel(house.acme, peer.port),
      recipientIds: [house.acme.userId, other!.id],
    }),
  );
  const run = await endOf(house.acme, (await house.acme.caller.reports.run({ id })).id);
  expect(run.state).toBe('done');
  await expect.poll(() => peer.mails.length).toBe(2);
  const mailTo = (address: string) => peer.mails.find(({ to }) => to.includes(address))!;
  const subjectOf = (address: string) =>
    mailTo(address).headers.find(([name]) => name === 'subject')?.[1];
  expect(subjectOf('boss@acme.example')).toBe('Report Night shift');
  expect(subjectOf('plain@acme.example')).toBe('Informe Night shift');
  const attached = (address: string) =>
    [...mailTo(address).raw.matchAll(/filename=(\S+?)\r?\n/g)].map(([, name]) =>
      name!.replace(/\d{4}-\d\d-\d\d/, 'DAY'),
    );
  expect(attached('boss@acme.example')).toEqual(['report-DAY.csv', 'report-DAY.pdf']);
  expect(attached('plain@acme.example')).toEqual([]);
  // A PDF, as the mail carries it.
  expect(mailTo('boss@acme.example').raw).toContain(
    Buffer.from('%PDF-1.3').toString('base64').slice(0, 9),
  );
});

test('a mail whose file is not on this server says so', async () => {
  const { tenantId, userId } = house.acme;
  const channelId = await mailChannel(house.acme, peer.port);
  const id = randomUUID();
  const event = {
    id,
    kind: 'reports.ready',
    severity: 1,
    area: null,
    timeMs: 0,
    report: 'Far',
    fromMs: 0,
    toMs: 1,
    files: [{ tenantId, runId: id, format: 'csv' }],
  };
  await house.acme.transaction(({ $client }) =>
    $client.query(
      `INSERT INTO deliveries (event_id, event_kind, channel_id, recipient_id, payload) VALUES ($1, 'reports.ready', $2, $3, $4)`,
      [id, channelId, userId, JSON.stringify([event])],
    ),
  );
  await house.acme.transaction(({ $client }) =>
    $client.query("SELECT pg_notify($1, '')", [DELIVERY_CHANNEL]),
  );
  const far = () => peer.mails.find(({ raw }) => raw.includes('Report Far'));
  await expect.poll(far).toBeDefined();
  expect(far()!.raw.replaceAll(/=?\r\n/g, '')).toContain('report-1970-01-01.csv is not attached');
});
