import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { CreateRuleInput } from '@varve/contract';
import { createOutboundGuard } from '../../src/kit/network/outbound-guard.ts';
import { startDeliveryRelay } from '../../src/kit/notifications/delivery-relay.ts';
import { notify } from '../../src/kit/notifications/notify.ts';
import type { NotificationEvent } from '../../src/kit/notifications/notification-event.ts';
import { freePort } from '../../../../test/free-port.ts';
import type { TestTenant, TwoTenants } from './two-tenants.ts';

/** Key that the webhooks of tests are signed with. */
export const SIGNING_KEY = 'a signing key of many letters';

/** A call that a webhook got. */
interface ReceivedCall {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on loopback. */
export interface HookServer extends AsyncDisposable {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  /** Answers the next calls with it. */
  status: number;
  /** While it is true, calls to an address that ends in `slow` are not answered. */
  isHanging: boolean;
}

/** Starts a receiver of webhooks. */
export async function startHookServer(): Promise<HookServer> {
  const port = await freePort();
  const calls: ReceivedCall[] = [];
  const state = { status: 200, isHanging: false };
  const held: (() => void)[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      calls.push({ url: request.url!, headers: request.headers, body });
      const answer = (): void =>
        void response.writeHead(state.status, { location: '/elsewhere' }).end('as told');
      if (state.isHanging && request.url!.endsWith('slow')) held.push(answer);
      else answer();
    });
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}/hook`,
    calls,
    get status() {
      return state.status;
    },
    set status(status) {
      state.status = status;
    },
    get isHanging() {
      return state.isHanging;
    },
    set isHanging(isHanging) {
      state.isHanging = isHanging;
      if (!isHanging) for (const answer of held.splice(0)) answer();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Starts the relay of a server. @param networks - private networks that it may send to */
export function startRelay(
  { database, keyring }: TwoTenants,
  networks: readonly string[] = ['127.0.0.0/8'],
): AsyncDisposable {
  return startDeliveryRelay({
    database: database.connectionString,
    directory: database.directory,
    guard: createOutboundGuard(networks),
    keyring,
    onFailed: () => undefined,
  });
}

/** Makes a mail channel of a tenant on loopback. @returns its id */
export async function mailChannel({ caller }: TestTenant, port: number): Promise<string> {
  const { id } = await caller.notifications.channels.create({
    kind: 'mail',
    name: `Mail ${port} ${randomUUID()}`,
    enabled: true,
    host: '127.0.0.1',
    port,
    security: 'none',
    username: '',
    from: 'varve@field.example',
  });
  return id;
}

/** Makes a webhook of a tenant. @returns its id */
export async function hookChannel({ caller }: TestTenant, url: string): Promise<string> {
  const { id } = await caller.notifications.channels.create({
    kind: 'webhook',
    name: `Hook ${randomUUID()}`,
    enabled: true,
    template: 'json',
    chat: null,
    url,
    signingKey: SIGNING_KEY,
  });
  return id;
}

/** Makes a rule that tells of every failed job. */
export async function ruleFor(
  { caller }: TestTenant,
  channelId: string,
  more: Partial<CreateRuleInput> = {},
): Promise<void> {
  await caller.notifications.rules.create({
    name: 'Failures',
    eventKind: 'jobs.failed',
    minimalSeverity: 1,
    area: null,
    channelId,
    recipientIds: [],
    quietFrom: null,
    quietTo: null,
    digestMinutes: null,
    enabled: true,
    ...more,
  });
}

/** An event as a job that failed makes it. */
export function failedJob(more: Partial<NotificationEvent> = {}): NotificationEvent {
  return {
    id: randomUUID(),
    kind: 'jobs.failed',
    severity: 600,
    area: null,
    timeMs: Date.now(),
    job: 'reports.monthly',
    reason: 'the disk is full',
    ...more,
  } as NotificationEvent;
}

/** Tells a tenant's rules of an event, in a transaction of its own. */
export function tell(tenant: TestTenant, event: NotificationEvent = failedJob()): Promise<void> {
  return tenant.transaction((opened) => notify(opened, event));
}
