import { Agent, request } from 'node:http';
import { buildWorkload, TAGS_PER_REQUEST } from './workload.ts';

/** What the posting process is told. */
export interface PosterTask {
  /** Where line protocol is posted to. */
  readonly url: string;
  readonly posters: number;
  readonly rows: number;
  readonly tags: number;
  readonly startUs: number;
}

const LINES_PER_POST = 10_000;

// A process of its own, like the one that loads the ceiling.
process.once('message', (task: PosterTask) => void post(task));
process.once('disconnect', () => process.exit());

async function post(task: PosterTask): Promise<void> {
  const bodies = encodeLines(task);
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

/** The samples of Varve's own frames: a series a tag, a second apart. */
function encodeLines(task: PosterTask): Buffer[] {
  const { frames, sources } = buildWorkload(task);
  const bodies: Buffer[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) bodies.push(Buffer.from(lines.join('\n')));
    lines = [];
  };
  let firstTag = 0;
  for (const [source, ofSource] of frames.entries()) {
    for (const { plan, receivedUs, payload } of ofSource) {
      const view = new DataView(payload.buffer);
      for (let at = 2; at < payload.length; at += 4) {
        const tag = firstTag + plan * TAGS_PER_REQUEST + (at - 2) / 4;
        // Nine digits are a float32, whole.
        const value = view.getFloat32(at).toPrecision(9);
        lines.push(`s,tag=${tag} v=${value} ${receivedUs / 1_000}`);
      }
      if (lines.length >= LINES_PER_POST) flush();
    }
    firstTag += sources[source]!.tags.length;
  }
  flush();
  return bodies;
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
