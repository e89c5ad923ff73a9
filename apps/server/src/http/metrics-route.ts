import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { callChannel, type AnsweredCall } from '../trpc/call-channel.ts';
import type { ServerParts } from '../trpc/request-context.ts';
import { collectorMetrics } from './collector-metrics.ts';
import { permissionMissing, requirePermission } from '../kit/access/access.ts';
import type { OpenAnswers } from './open-answers.ts';
import { sendRefusal } from './send-refusal.ts';
import { serverMetrics } from './server-metrics.ts';

/** Gauges of the library whose names claim to be counters. */
const MISNAMED = ['handles', 'requests', 'resources'].map((what) => `nodejs_active_${what}_total`);

/** Answers `/metrics` for Prometheus, to callers with the permission `metrics.read`. No label names a tag or a user. */
export function metricsRoute(
  server: FastifyInstance,
  { collector, tenants }: ServerParts,
  answers: OpenAnswers,
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  collectorMetrics(registry, collector);
  const metrics = serverMetrics(registry, answers);
  const listen = (message: unknown): void => metrics.observeCall(message as AnsweredCall);
  subscribe(callChannel.name, listen);
  server.addHook('onClose', async () => {
    unsubscribe(callChannel.name, listen);
  });
  server.get('/metrics', async (request, reply) => {
    const { access } = request;
    const message = 'expected a session or a key with the permission metrics.read';
    if (access === null)
      return sendRefusal(request, reply, { status: 401, code: 'UNAUTHENTICATED', message });
    requirePermission(access, 'metrics.read');
    // They are about the whole process.
    if (access.tenantId !== tenants.home.tenantId) throw permissionMissing('metrics.read');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
