import type { IPublishPacket } from 'mqtt-packet';
import { parsePayloadPath, valueAt, type PayloadPath } from '../../json/payload-path.ts';
import type { AvailabilityDefinition } from '../../definition/availability-definition.ts';
import { StatusCode } from '../../sample/status-code.ts';
import { NO_PAYLOAD, type DriverHost } from '../driver.ts';

/** An availability topic, and the plans whose device it reports. */
export interface AvailabilityWatch {
  readonly definition: AvailabilityDefinition;
  readonly plans: readonly number[];
}

/** Follows the availability messages of devices, or of their last wills. */
export interface Availability {
  /** Whether a topic is an availability topic. */
  isOn(topic: string): boolean;
  /** Takes a message of any topic; other topics are ignored. */
  take(message: Pick<IPublishPacket, 'topic' | 'payload'>): void;
  /** Notes that data of a plan were handed on; retained data do not prove that the device is online. */
  spoke(plan: number, isRetained: boolean): void;
}

/** Options of `createAvailability`. */
interface AvailabilityHost extends Pick<DriverHost, 'push' | 'reject'> {
  /** Gives the time at which a plan was heard last, microseconds since 1970. */
  heardUs(plan: number): number;
  /** Reports which devices are offline; undefined when none is. */
  trouble(reason: string | undefined): void;
}

/** Makes an outage of a device's plans when it reports that it is offline, until data come. A report that it is online makes nothing Good. */
export function createAvailability(
  watches: readonly AvailabilityWatch[],
  host: AvailabilityHost,
): Availability {
  const paths = new Map(
    watches.map((watch) => {
      const { path } = watch.definition;
      return [watch, path === undefined ? undefined : parsePayloadPath(path)];
    }),
  );
  const gone = new Set<AvailabilityWatch>();
  const mark = (plan: number): void => {
    const status = StatusCode.badNoCommunication;
    host.push({ plan, receivedUs: host.heardUs(plan), status, payload: NO_PAYLOAD });
  };
  const tell = (): void => {
    const reasons = Array.from(gone, ({ definition: { topic } }) => `${topic} says offline`);
    host.trouble(reasons.length === 0 ? undefined : reasons.join('; '));
  };
  const take = (watch: AvailabilityWatch, payload: string | Uint8Array): void => {
    const { topic, online = 'online', offline = 'offline' } = watch.definition;
    const word = wordIn(payload, paths.get(watch));
    if (word === offline) {
      if (!gone.has(watch)) for (const plan of watch.plans) mark(plan);
      gone.add(watch);
    } else if (word === online) gone.delete(watch);
    else host.reject(`${topic}: expected ${online} or ${offline}, got ${word ?? 'neither'}`);
    tell();
  };
  return {
    isOn: (topic) => watches.some(({ definition }) => definition.topic === topic),
    take({ topic, payload }) {
      for (const watch of watches) if (watch.definition.topic === topic) take(watch, payload);
    },
    spoke(plan, isRetained) {
      if (gone.size === 0) return;
      for (const watch of gone) {
        if (!watch.plans.includes(plan)) continue;
        // A retained message does not mean that its device is back.
        if (isRetained) mark(plan);
        else gone.delete(watch);
      }
      tell();
    },
  };
}

const SHOWN_CHARACTERS = 60;

function wordIn(payload: string | Uint8Array, path: PayloadPath | undefined): string | undefined {
  const text = payload.toString().trim();
  if (path === undefined) return text.slice(0, SHOWN_CHARACTERS);
  try {
    const value = valueAt(JSON.parse(text), path);
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return undefined;
  }
}
