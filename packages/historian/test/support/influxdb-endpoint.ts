import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** An HTTP endpoint that takes InfluxDB's line protocol, or does not. */
export interface InfluxDbEndpoint extends AsyncDisposable {
  readonly url: string;
  /** Status of answers: 204 takes the lines. */
  status: number;
  /** Another answer for some lines. */
  answerTo: (lines: readonly string[]) => readonly [status: number, body: string] | undefined;
  readonly lines: readonly string[];
}

/** Starts an endpoint on loopback that refuses all at first. */
export async function startInfluxDbEndpoint(): Promise<InfluxDbEndpoint> {
  const lines: string[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const given = gunzipSync(body).toString().split('\n');
      const [status, text] = endpoint.answerTo(given) ?? [endpoint.status, ''];
      if (status === 204) lines.push(...given);
      response.writeHead(status).end(text);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint: InfluxDbEndpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    status: 503,
    answerTo: () => undefined,
    lines,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return endpoint;
}
