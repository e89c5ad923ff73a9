import type { ReportFileRef } from '../reports/report-path.ts';

/** Something that happened, as a delivery carries it. */
export type NotificationEvent = {
  readonly id: string;
  /** 1 to 1000, as in OPC UA. */
  readonly severity: number;
  /** Part of the plant that it is of; null where it is of none. */
  readonly area: string | null;
  readonly timeMs: number;
} & EventDetails;

/** Things that are told of an event, by its kind. */
type EventDetails =
  | {
      /** A job failed for good. */
      readonly kind: 'jobs.failed';
      readonly job: string;
      readonly reason: string;
    }
  | {
      /** A run of a report is done. */
      readonly kind: 'reports.ready';
      readonly report: string;
      readonly fromMs: number;
      readonly toMs: number;
      /** Those that go with it: none where the recipient has not the right to what they show. */
      readonly files: readonly ReportFileRef[];
    }
  | {
      /** Somebody tries a channel. */
      readonly kind: 'notifications.test';
      readonly channel: string;
    };
