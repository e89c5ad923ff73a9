import { Gauge, Histogram, type Registry } from 'prom-client';
import type { AnsweredCall } from '../trpc/call-channel.ts';
import type { OpenAnswers } from './open-answers.ts';

/** Takes what the server is told to count. */
interface ServerMetrics {
  observeCall(call: AnsweredCall): void;
}

const BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 25];

/** Registers how the server answers. */
export function serverMetrics(registry: Registry, { streams }: OpenAnswers): ServerMetrics {
  const registers = [registry];
  const duration = new Histogram({
    name: 'varve_rpc_duration_seconds',
    help: 'Time from a question or a change to its answer.',
    labelNames: ['procedure', 'code'],
    buckets: BUCKETS,
    registers,
  });
  const clients: Gauge = new Gauge({
    name: 'varve_sse_clients',
    help: 'Streams of server-sent events that are open.',
    registers,
    collect() {
      clients.set(streams.size);
    },
  });
  return {
    observeCall: ({ procedure, code, seconds }) => duration.observe({ procedure, code }, seconds),
  };
}
