import { connect, type MqttClient } from 'mqtt';
import type { JsonPlan } from '../json/json-plan.ts';
import type { MqttSourceDefinition } from '../source-definition.ts';
import { StatusCode } from '../status-code.ts';
import { pushOutage, type Driver, type DriverHost } from './driver.ts';

const RECONNECT_MS = 2_000;
const KEEPALIVE_S = 30;

/** Takes the payloads of a broker's topics. */
export function startMqttDriver(
  source: MqttSourceDefinition,
  plans: readonly JsonPlan[],
  host: DriverHost,
): Driver {
  host.stateChanged('connecting');
  const client = connect(source.url, {
    keepalive: KEEPALIVE_S,
    reconnectPeriod: RECONNECT_MS,
    ...(source.username === undefined ? {} : { username: source.username }),
    ...(source.password === undefined ? {} : { password: source.password }),
  });
  takeMessages(client, plans, host);
  followConnection(client, source, plans, host);
  return {
    async stop() {
      await client.endAsync(true);
      host.stateChanged('stopped');
    },
  };
}

function takeMessages(client: MqttClient, plans: readonly JsonPlan[], host: DriverHost): void {
  const planOfTopic = new Map(plans.map(({ topic }, plan) => [topic, plan]));
  client.handleMessage = ({ topic, payload }, done) => {
    // Nothing more is read from the socket until `done`: so a full queue reaches the broker.
    const plan = planOfTopic.get(topic);
    if (plan === undefined) {
      host.reject(`unknown topic ${topic}`);
      done();
      return;
    }
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    host.push({ plan, receivedUs: host.nowUs(), status: StatusCode.good, payload: bytes });
    void afterReady(host, done);
  };
}

async function afterReady(host: DriverHost, done: () => void): Promise<void> {
  await host.whenReady();
  done();
}

function followConnection(
  client: MqttClient,
  source: MqttSourceDefinition,
  plans: readonly JsonPlan[],
  host: DriverHost,
): void {
  const topics = source.subscribe ?? plans.map(({ topic }) => topic);
  client.on('connect', () => {
    host.stateChanged('connected');
    client
      .subscribeAsync([...topics], { qos: 1 })
      .catch((error: Error) => host.fail(`subscription refused: ${error.message}`));
  });
  client.on('reconnect', () => host.stateChanged('connecting'));
  client.on('error', (error) => host.fail(error.message || String(error)));
  let isConnected = false;
  client.on('connect', () => (isConnected = true));
  client.on('close', () => {
    host.stateChanged('disconnected');
    if (!isConnected || client.disconnecting) return;
    isConnected = false;
    host.fail('the broker closed the connection');
    pushOutage(host, plans.length, host.nowUs(), StatusCode.badNoCommunication);
  });
}
