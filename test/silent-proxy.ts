import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that falls silent as a broken cable does: nothing comes through, and nobody is told. */
export interface SilentProxy extends AsyncDisposable {
  readonly port: number;
  /** From now on connections, those that are open and those that come, swallow what is sent. */
  fallSilent(): void;
  /** Connections that come from now on work; those from before stay silent for ever. */
  heal(): void;
}

/** Starts a proxy on loopback before a port of loopback. */
export async function startSilentProxy(targetPort: number): Promise<SilentProxy> {
  const sockets = new Set<Socket>();
  const pipes = new Set<readonly [Socket, Socket]>();
  let isSilent = false;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  };
  // What one end says of its end is not passed on either.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    keep(near);
    if (isSilent) {
      near.resume();
      return;
    }
    const far = connect(targetPort, '127.0.0.1');
    keep(far);
    near.pipe(far);
    far.pipe(near);
    pipes.add([near, far]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent() {
      isSilent = true;
      for (const [near, far] of pipes) {
        near.unpipe(far).resume();
        far.unpipe(near).resume();
      }
      pipes.clear();
    },
    heal() {
      isSilent = false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
