import type { IPublishPacket } from 'mqtt-packet';
import { parsePayloadPath, valueAt, type PayloadPath } from '../../json/payload-path.ts';
import type { AvailabilityDefinition } from '../../definition/availability-definition.ts';
import { StatusCode } from '../../sample/status-code.ts';
import { NO_PAYLOAD, type DriverHost } from '../driver.ts';

/** Who says of some plans whether they are there. */
export interface AvailabilityWatch {
  readonly definition: AvailabilityDefinition;
  readonly plans: readonly number[];
}

/** Follows what devices, or their last wills, say of themselves. */
export interface Availability {
  /** Whether one of them speaks on a topic. */
  isOn(topic: string): boolean;
  /** Takes a message of any topic. */
  take(message: Pick<IPublishPacket, 'topic' | 'payload'>): void;
  /** Data of a plan were handed on: kept by the broker since who knows when, or from a device that is there. */
  spoke(plan: number, isRetained: boolean): void;
}

/** What availability is told with. */
interface AvailabilityHost extends Pick<DriverHost, 'push' | 'reject'> {
  /** When a plan was heard last, microseconds since 1970. */
  heardUs(plan: number): number;
  /** Which devices are gone, in words; undefined when all are there. */
  trouble(reason: string | undefined): void;
}

/** A device that says that it is gone is an outage of its plans, until data come; what says that it is there changes nothing. */
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
        // What the broker kept does not mean that its device is back.
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
