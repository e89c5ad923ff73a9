import { z } from 'zod';
import { nextCursor, pageInput } from './page.ts';
import { rowId } from './row-id.ts';
import { timeMs } from './time-ms.ts';

/** Most deliveries that one answer lists. */
export const MAX_LISTED_DELIVERIES = 200;

const deliveryState = z.enum(['pending', 'sending', 'sent', 'failed', 'dead']);

/** A message to one recipient. */
export const delivery = z.strictObject({
  id: rowId,
  /** `jobs.failed` */
  eventKind: z.string(),
  channelId: rowId,
  channelName: z.string(),
  /** User who gets the mail; null for a webhook. */
  recipientId: rowId.nullable(),
  recipientName: z.string().nullable(),
  /** `failed`: will be tried again; `dead`: will not be, unless it is sent again. */
  state: deliveryState,
  attempts: z.int().nonnegative(),
  /** Null where no attempt is to come. */
  nextAttemptAtMs: timeMs.nullable(),
  lastError: z.string().nullable(),
  createdAtMs: timeMs,
  sentAtMs: timeMs.nullable(),
});
export type Delivery = z.infer<typeof delivery>;

/** Input of `notifications.deliveries.list`: from the newest, or from the one after `cursor`. */
export const listDeliveriesInput = z.strictObject({
  state: deliveryState.optional(),
  ...pageInput(MAX_LISTED_DELIVERIES),
});
export type ListDeliveriesInput = z.infer<typeof listDeliveriesInput>;

/** Output of `notifications.deliveries.list`. */
export const deliveryPage = z.strictObject({
  deliveries: z.array(delivery).max(MAX_LISTED_DELIVERIES),
  nextCursor,
});
export type DeliveryPage = z.infer<typeof deliveryPage>;
