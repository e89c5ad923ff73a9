import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy that shows a server below a path of its own, as `location /varve/ { proxy_pass …/; }` of nginx does. */
interface PathProxy extends AsyncDisposable {
  /** With a slash at its end. */
  readonly address: string;
  /** How many streams of live samples are open through it. */
  readonly openStreams: () => number;
}

/** @param target - `http://127.0.0.1:8080` */
export async function startPathProxy(target: string, path: string): Promise<PathProxy> {
  let streams = 0;
  const server = createServer((asked, answer) => {
    if (!asked.url!.startsWith(path)) {
      answer.writeHead(404).end();
      return;
    }
    const url = new URL(target);
    const headers = { ...asked.headers, host: url.host };
    const isStream = asked.headers.accept === 'text/event-stream';
    const passed = request(url, {
      path: `/${asked.url!.slice(path.length)}`,
      method: asked.method!,
      headers,
    });
    if (isStream) streams++;
    answer.on('close', () => {
      if (isStream) streams--;
      passed.destroy();
    });
    passed.on('response', (given) => {
      answer.writeHead(given.statusCode!, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    openStreams: () => streams,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
