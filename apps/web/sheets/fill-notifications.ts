import type { Call } from './call-as.ts';

/** Makes channels, a rule and a message that cannot be sent. */
export async function fillNotifications(call: Call): Promise<void> {
  const mail = await call('notifications.channels.create', {
    kind: 'mail',
    name: 'Plant mail',
    enabled: true,
    host: 'mail.example',
    port: 587,
    security: 'starttls',
    username: 'varve',
    from: 'varve@field.example',
  });
  const hook = await call('notifications.channels.create', {
    kind: 'webhook',
    name: 'Control room',
    enabled: true,
    template: 'json',
    chat: null,
    url: 'https://hooks.example/varve',
  });
  await call('notifications.rules.create', {
    name: 'Failures',
    eventKind: 'jobs.failed',
    minimalSeverity: 500,
    area: null,
    channelId: hook.id,
    recipientIds: [],
    quietFrom: '22:00',
    quietTo: '06:00',
    digestMinutes: 15,
    enabled: true,
  });
  await call('notifications.channels.test', { id: mail.id });
}
