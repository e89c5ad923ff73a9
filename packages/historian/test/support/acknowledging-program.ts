import { createHistorian } from '@varve/historian';
import type { DriverStarter, SourceDefinition } from '@varve/protocols';

// A program whose device sends given payloads once, and that tells its parent how many of them were acknowledged.

/** Orders for the program. */
export interface AcknowledgingOrder {
  readonly database: string;
  readonly tenant: string;
  readonly directory: string;
  readonly sources: readonly SourceDefinition[];
  readonly payloads: readonly string[];
}

const utf8 = new TextEncoder();

process.on('disconnect', () => process.exit(1));
process.on('message', (order: AcknowledgingOrder) => {
  run(order).catch((error: unknown) => process.send!({ failed: String(error) }));
});
process.send!({ loaded: true });

async function run({ payloads, ...options }: AcknowledgingOrder): Promise<void> {
  let acknowledged = 0;
  const startDriver: DriverStarter = (_source, _plans, host) => {
    host.stateChanged('connected');
    for (const [index, payload] of payloads.entries()) {
      const frame = { plan: 0, receivedUs: host.nowUs(), status: 0, payload: utf8.encode(payload) };
      const tell = () => process.send!({ acknowledged: ++acknowledged });
      host.push(frame, tell, `message-${index}`);
    }
    return { stop: () => Promise.resolve() };
  };
  await createHistorian({ ...options, startDriver, workers: 1 });
}
