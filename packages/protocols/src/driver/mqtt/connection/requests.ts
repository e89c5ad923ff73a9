import type { IConnackPacket, IPublishPacket, ISubackPacket, Packet } from 'mqtt-packet';
import type { Answers } from './answers.ts';
import { refusedLogin } from './refused-login.ts';

/** What a client says of itself. */
export interface MqttLogin {
  readonly clientId: string;
  /** Whether the broker is to forget the session when the connection ends, and whatever it kept before. */
  readonly clean: boolean;
  /** Time without a word of the client after which the broker ends the connection, in seconds. */
  readonly keepaliveS: number;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** What a client asks of a broker. Whatever waits for an answer rejects when none comes in time, or the connection ends. */
export interface Requests {
  /** @throws ConnectionFailure when the broker refuses */
  login(login: MqttLogin): Promise<void>;
  /** Subscribes with QoS 1; returns of each filter whether the broker grants it. */
  subscribe(filters: readonly string[]): Promise<readonly boolean[]>;
  unsubscribe(filters: readonly string[]): Promise<void>;
  /**
   * Asks whether the broker is there.
   *
   * @param answered - called as its answer comes: it has worked off everything that was sent before
   */
  ping(answered?: () => void): void;
  /** Says that a message is safe. */
  acknowledge(message: Pick<IPublishPacket, 'messageId' | 'qos'>): void;
}

const REFUSED_FILTER = 0x80;
const MOST_IDS = 65_535;

/** Times that requests keep, in milliseconds. */
export interface RequestLimits {
  /** Longest time that an answer may take. */
  readonly answerTimeoutMs: number;
  /** To the next try of a login that is refused for good, unless the configuration changes. */
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
      // A filter that the answer leaves out is not granted either.
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
