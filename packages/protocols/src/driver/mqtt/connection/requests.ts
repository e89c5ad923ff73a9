import type { IConnackPacket, IPublishPacket, ISubackPacket, Packet } from 'mqtt-packet';
import type { Answers } from './answers.ts';
import { refusedLogin } from './refused-login.ts';

/** Content of a CONNECT packet. */
export interface MqttLogin {
  readonly clientId: string;
  /** Clean session: the broker forgets the session before and after this connection. */
  readonly clean: boolean;
  /** Longest silence of the client before the broker ends the connection, in seconds. */
  readonly keepaliveS: number;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** Requests to a broker. Those with an answer reject when it does not come in time, or the connection ends. */
export interface Requests {
  /** @throws ConnectionFailure when the broker refuses */
  login(login: MqttLogin): Promise<void>;
  /** Subscribes with QoS 1; says for each filter whether the broker grants it. */
  subscribe(filters: readonly string[]): Promise<readonly boolean[]>;
  unsubscribe(filters: readonly string[]): Promise<void>;
  /**
   * Pings the broker.
   *
   * @param answered - called when the answer comes: the broker has handled everything that was sent before
   */
  ping(answered?: () => void): void;
  /** Acknowledges a message (PUBACK or PUBREC). */
  acknowledge(message: Pick<IPublishPacket, 'messageId' | 'qos'>): void;
}

const REFUSED_FILTER = 0x80;
const MOST_IDS = 65_535;

/** Time limits of requests, in milliseconds. */
export interface RequestLimits {
  /** Longest time to an answer. */
  readonly answerTimeoutMs: number;
  /** Pause before the next try of a login that the broker refuses for good. */
  readonly rareRetryMs: number;
}

/** Makes the requests of a connection. */
export function createRequests(
  send: (packet: Packet) => void,
  answers: Answers,
  { answerTimeoutMs: timeoutMs, rareRetryMs }: RequestLimits,
): Requests {
  let lastId = 0;
  const nextId = (): number => (lastId = (lastId % MOST_IDS) + 1);
  return {
    async login({ clientId, clean, keepaliveS, username, password }) {
      send({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clientId,
        clean,
        keepalive: keepaliveS,
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password: Buffer.from(password) }),
      });
      const { returnCode } = (await answers.next('connack', timeoutMs)) as IConnackPacket;
      if (returnCode !== 0) throw refusedLogin(returnCode!, rareRetryMs);
    },
    async subscribe(filters) {
      const messageId = nextId();
      const subscriptions = filters.map((topic) => ({ topic, qos: 1 as const }));
      send({ cmd: 'subscribe', messageId, subscriptions });
      const { granted } = (await answers.next('suback', timeoutMs, messageId)) as ISubackPacket;
      // A filter that the answer leaves out is not granted.
      return filters.map((_, at) => (granted[at] ?? REFUSED_FILTER) !== REFUSED_FILTER);
    },
    async unsubscribe(filters) {
      const messageId = nextId();
      send({ cmd: 'unsubscribe', messageId, unsubscriptions: [...filters] });
      await answers.next('unsuback', timeoutMs, messageId);
    },
    ping(answered = () => undefined) {
      answers.tell('pingresp', answered);
      send({ cmd: 'pingreq' });
    },
    acknowledge({ messageId, qos }) {
      if (qos > 0) send({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId: messageId! });
    },
  };
}
