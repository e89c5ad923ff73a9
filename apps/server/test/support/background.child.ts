import { startJobRunner } from '../../src/kit/jobs/job-runner.ts';
import { createOutboundGuard } from '../../src/kit/network/outbound-guard.ts';
import { startDeliveryRelay } from '../../src/kit/notifications/delivery-relay.ts';

// A server's work beside its calls, in a process that a test kills. Its one job ends when it is told to by the environment.
const [database, key] = process.argv.slice(2);
const onFailed = (reason: string): void => void process.stderr.write(`${reason}\n`);
startDeliveryRelay({
  database: database!,
  guard: createOutboundGuard(['127.0.0.0/8']),
  directory: '/nowhere',
  keyring: { current: Buffer.from(key!, 'hex'), previous: [] },
  onFailed,
});
await startJobRunner({
  database: database!,
  directory: '/nowhere',
  onFailed,
  jobs: [
    {
      name: 'tests.endless',
      permission: 'system.manage',
      expirySeconds: 600,
      retries: 2,
      run: async ({ signal }) => {
        if (process.env['TEST_JOB_ENDS'] === 'yes') return 'ended';
        await new Promise((_resolve, reject) => signal.addEventListener('abort', reject));
        return 'never';
      },
    },
  ],
});
process.stdout.write('ready\n');
