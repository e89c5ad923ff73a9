import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut, closed and stalled. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Whether new connections are refused. */
  isClosed: boolean;
  /** Whether bytes are swallowed, in both directions. */
  isStalled: boolean;
  cut(): void;
}

/** Starts a way to a port of this machine, which may change. */
export async function startTcpProxy(target: () => number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    return socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (proxy.isClosed) {
      near.resetAndDestroy();
      return;
    }
    const far = keep(connect(target(), '127.0.0.1'));
    near.on('data', (bytes) => void (proxy.isStalled || far.write(bytes)));
    far.on('data', (bytes) => void (proxy.isStalled || near.write(bytes)));
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    isClosed: false,
    isStalled: false,
    cut,
    async [Symbol.asyncDispose]() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
  return proxy;
}
