import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a peer that can be broken. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Breaks what is open; what comes then is let through again. */
  cut(): void;
  /** Breaks what is open, and what comes until `accept`. */
  refuse(): void;
  /** Nothing goes through any more, and nobody is told. */
  stall(): void;
  accept(): void;
  /** Connections that were let through so far. */
  readonly accepted: number;
}

/** Stands before a port of this machine. */
export async function startTcpProxy(target: () => number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let mode: 'accept' | 'refuse' | 'stall' = 'accept';
  let accepted = 0;
  const cut = (): void => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const server = createServer((client) => {
    if (mode === 'refuse') {
      client.destroy();
      return;
    }
    accepted++;
    const peer = connect(target(), '127.0.0.1');
    for (const [from, to] of [
      [client, peer],
      [peer, client],
    ] as const) {
      open.add(from);
      from.on('data', (bytes) => void (mode === 'stall' || to.write(bytes)));
      from.on('error', () => undefined);
      from.on('close', () => void (mode === 'stall' || to.destroy()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    refuse() {
      mode = 'refuse';
      cut();
    },
    stall: () => void (mode = 'stall'),
    accept: () => void (mode = 'accept'),
    get accepted() {
      return accepted;
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
