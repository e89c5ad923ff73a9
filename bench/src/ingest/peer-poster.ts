import { Agent, request } from 'node:http';
import { encodePosts, type PostOptions } from './encode-posts.ts';

/** Message to the posting process. */
export interface PosterTask extends PostOptions {
  readonly url: string;
  readonly posters: number;
}

// A process of its own, like the one that loads the ceiling.
process.once('message', (task: PosterTask) => void post(task));
process.once('disconnect', () => process.exit());

async function post(task: PosterTask): Promise<void> {
  const bodies = encodePosts(task);
  const agent = new Agent({ keepAlive: true, maxSockets: task.posters });
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: task.posters }, async (_, poster) => {
      for (let at = poster; at < bodies.length; at += task.posters) {
        await postOne(task.url, bodies[at]!, agent);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  process.send?.(seconds, () => process.disconnect?.());
}

function postOne(url: string, body: Buffer, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent }, (response) => {
      const { statusCode } = response;
      response.resume();
      response.once('end', () => {
        if (statusCode === 204) resolve();
        else reject(new Error(`expected 204 from ${url}, got ${statusCode}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
