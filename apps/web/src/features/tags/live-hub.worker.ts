import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import type { AppRouter } from '../../api/contract.ts';
import { SERVER_ADDRESS } from '../../server-address.ts';
import { ALIVE_MS, type HubMessage, type PageMessage } from './hub-message.ts';
import { createLiveHub } from './create-live-hub.ts';
import { openLiveStream } from './open-live-stream.ts';

// Timers of a page that nobody looks at are slowed down, to one a minute at worst.
const GONE_AFTER_MS = 15 * ALIVE_MS;

const client = createTRPCClient<AppRouter>({
  links: [httpSubscriptionLink({ url: SERVER_ADDRESS })],
});
const hub = createLiveHub((options) => openLiveStream(client, options));

function serve(port: MessagePort): void {
  const say = (message: HubMessage): void => {
    port.postMessage(message);
  };
  const listener = {
    onSamples: (samples: Extract<HubMessage, { kind: 'samples' }>['samples']) => {
      say({ kind: 'samples', samples });
    },
    onState: (isUp: boolean) => {
      say({ kind: 'state', isUp });
    },
  };
  const leave = (): void => {
    clearTimeout(gone);
    hub.leave(listener);
  };
  let gone = setTimeout(leave, GONE_AFTER_MS);
  port.addEventListener('message', ({ data }: MessageEvent<PageMessage>) => {
    clearTimeout(gone);
    if (data.kind === 'leave') {
      leave();
      return;
    }
    gone = setTimeout(leave, GONE_AFTER_MS);
    if (data.kind === 'listen') hub.listen(listener, data.tagIds);
  });
  port.start();
}

// The global scope of a shared worker: the types of this project are those of a page.
const scope = globalThis as unknown as EventTarget;
scope.addEventListener('connect', (event) => {
  serve((event as MessageEvent).ports[0]!);
});
