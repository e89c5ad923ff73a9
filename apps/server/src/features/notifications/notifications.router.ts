import {
  channel,
  channels,
  createChannelInput,
  createRuleInput,
  delivery,
  deliveryPage,
  listAllInput,
  listDeliveriesInput,
  noInput,
  recipients,
  rowRef,
  rule,
  rules,
  updateChannelInput,
  updateRuleInput,
} from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { createChannel } from './create-channel.ts';
import { createRule } from './create-rule.ts';
import { getDelivery } from './get-delivery.ts';
import { listChannels } from './list-channels.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listRecipients } from './list-recipients.ts';
import { listRules } from './list-rules.ts';
import { removeChannel } from './remove-channel.ts';
import { removeRule } from './remove-rule.ts';
import { resendDelivery } from './resend-delivery.ts';
import { testChannel } from './test-channel.ts';
import { updateChannel } from './update-channel.ts';
import { updateRule } from './update-rule.ts';

const manage = () => may('notifications.manage');

const channelsRouter = createRouter({
  /** Every channel, by name. */
  list: manage()
    .input(listAllInput)
    .output(channels)
    .query(({ ctx }) => ctx.tenant.transaction(listChannels)),
  create: manage()
    .input(createChannelInput)
    .output(channel)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((opened) => createChannel(opened, ctx.security.keyring, input)),
    ),
  update: manage()
    .input(updateChannelInput)
    .output(channel)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((opened) => updateChannel(opened, ctx.security.keyring, input)),
    ),
  remove: manage()
    .input(rowRef)
    .output(rowRef)
    .mutation(({ ctx, input }) => ctx.tenant.transaction((opened) => removeChannel(opened, input))),
  /** Sends a message that says that it is a test. */
  test: manage()
    .input(rowRef)
    .output(delivery)
    .mutation(({ ctx, input }) => ctx.tenant.transaction((opened) => testChannel(opened, input))),
});

const rulesRouter = createRouter({
  /** Every rule, by name. */
  list: manage()
    .input(listAllInput)
    .output(rules)
    .query(({ ctx }) => ctx.tenant.transaction(listRules)),
  create: manage()
    .input(createRuleInput)
    .output(rule)
    .mutation(({ ctx, input }) => ctx.tenant.transaction((opened) => createRule(opened, input))),
  update: manage()
    .input(updateRuleInput)
    .output(rule)
    .mutation(({ ctx, input }) => ctx.tenant.transaction((opened) => updateRule(opened, input))),
  remove: manage()
    .input(rowRef)
    .output(rowRef)
    .mutation(({ ctx, input }) => ctx.tenant.transaction((opened) => removeRule(opened, input))),
});

const deliveriesRouter = createRouter({
  /** Deliveries from the newest, a page at a time. */
  list: manage()
    .input(listDeliveriesInput)
    .output(deliveryPage)
    .query(({ ctx, input }) => ctx.tenant.transaction((opened) => listDeliveries(opened, input))),
  /** One delivery. */
  get: manage()
    .input(rowRef)
    .output(delivery)
    .query(({ ctx, input }) => ctx.tenant.transaction((opened) => getDelivery(opened, input))),
  /** Sends one again that failed. */
  resend: manage()
    .input(rowRef)
    .output(delivery)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((opened) => resendDelivery(opened, input)),
    ),
});

export const notificationsRouter = createRouter({
  channels: channelsRouter,
  deliveries: deliveriesRouter,
  /** Users whom a rule may send mails to. */
  recipients: manage()
    .input(noInput)
    .output(recipients)
    .query(({ ctx }) => ctx.tenant.transaction(listRecipients)),
  rules: rulesRouter,
});
