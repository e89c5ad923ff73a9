import type { Logger } from 'pino';
import { startJobRunner } from '../kit/jobs/job-runner.ts';
import type { Job, JobPlanner } from '../kit/jobs/job.ts';
import type { OutboundGuard } from '../kit/network/outbound-guard.ts';
import { startDeliveryRelay } from '../kit/notifications/delivery-relay.ts';
import type { Keyring } from '../kit/secrets/sealed-secret.ts';

/** Options of `startBackground`. */
interface BackgroundOptions {
  readonly database: string;
  readonly jobs: readonly Job[];
  readonly planners: readonly JobPlanner[];
  /** Varve's own folder. */
  readonly directory: string;
  readonly keyring: Keyring;
  readonly guard: OutboundGuard;
  readonly logger: Logger;
}

/** Starts what a server does without being asked: jobs, and the sending of messages. */
export async function startBackground(options: BackgroundOptions): Promise<AsyncDisposable> {
  const { database, jobs, planners, directory, keyring, guard, logger } = options;
  await using started = new AsyncDisposableStack();
  started.use(
    startDeliveryRelay({
      database,
      guard,
      keyring,
      directory,
      onFailed: (reason) => logger.error(`messages are not sent: ${reason}`),
    }),
  );
  started.use(
    await startJobRunner({
      database,
      jobs,
      planners,
      directory,
      onFailed: (reason) => logger.error(`jobs do not run: ${reason}`),
    }),
  );
  return started.move();
}
