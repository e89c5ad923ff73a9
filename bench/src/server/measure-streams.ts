import { Agent, request, type ClientRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { reportRow } from '../report.ts';
import { openSessions, questionUrl, type Caller } from './open-sessions.ts';
import type { BenchServer } from './bench-server.ts';
import { inRounds, type ServerPart } from './server-part.ts';

const STREAMS = 500;
const TAGS_OF_STREAM = 50;
const CHANGES_PER_SECOND = 10;
const SESSIONS = 50;
const MOST_CORES = 0.6;

/** Five hundred pages that follow fifty tags each: what they cost beside the samples that come in anyway. */
export const measureStreams: ServerPart = async (server, { seconds, rounds }) => {
  const callers = await openSessions(server, SESSIONS);
  // Each tag changes as often as a stream tells it.
  server.feed(server.tagIds.length * CHANGES_PER_SECOND);
  await server.during(2);
  const measured = await inRounds(rounds, 'streams', async () => {
    const without = await server.during(seconds);
    const streams = openStreams(server, callers);
    await streams.opened;
    await delay(1_000);
    streams.take();
    const under = await server.during(seconds);
    const events = streams.take();
    streams.close();
    return {
      cores: under.cpuS / under.elapsedS - without.cpuS / without.elapsedS,
      mainCores: under.mainCpuS / under.elapsedS,
      perSecond: events / under.elapsedS / STREAMS,
      cpuUsPerMessage:
        ((under.cpuS - (without.cpuS / without.elapsedS) * under.elapsedS) * 1e6) / events,
    };
  });
  server.feed(0);
  return [
    reportRow(
      'streams.cores',
      'cores',
      measured.map(({ cores }) => cores),
      { atMost: MOST_CORES },
    ),
    reportRow(
      'streams.mainThread',
      'cores',
      measured.map(({ mainCores }) => mainCores),
    ),
    reportRow(
      'streams.cpuPerMessage',
      'µs',
      measured.map(({ cpuUsPerMessage }) => cpuUsPerMessage),
    ),
    reportRow(
      'streams.messagesPerSecond',
      '/s each',
      measured.map(({ perSecond }) => perSecond),
      { atLeast: 0.9 * CHANGES_PER_SECOND },
    ),
  ];
};

interface Streams {
  /** Resolves when each has told something. */
  readonly opened: Promise<unknown>;
  /** Messages that came since the last time. */
  take(): number;
  close(): void;
}

function openStreams(server: BenchServer, callers: readonly Caller[]): Streams {
  const agent = new Agent({ maxSockets: STREAMS });
  let events = 0;
  const asked: ClientRequest[] = [];
  const opened = Array.from({ length: STREAMS }, (_, at) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const from = (at * TAGS_OF_STREAM) % server.tagIds.length;
    const tagIds = server.tagIds.slice(from, from + TAGS_OF_STREAM);
    const headers = { ...callers[at % callers.length]!.headers, accept: 'text/event-stream' };
    const url = questionUrl(server, 'live.follow', { tagIds });
    const stream = request(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200)
        reject(new Error(`a stream was answered by ${answer.statusCode}`));
      answer.on('data', (chunk: Buffer) => {
        events += countEvents(chunk);
        resolve();
      });
      // It is cut when it is closed.
      answer.on('error', () => undefined);
    });
    stream.on('error', reject);
    stream.end();
    asked.push(stream);
    return promise;
  });
  return {
    opened: Promise.all(opened),
    take() {
      const taken = events;
      events = 0;
      return taken;
    },
    close() {
      for (const stream of asked) stream.destroy();
      agent.destroy();
    },
  };
}

/** Messages end with an empty line, and one piece seldom cuts it. */
function countEvents(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf('\n\n'); at !== -1; at = chunk.indexOf('\n\n', at + 2)) count++;
  return count;
}
