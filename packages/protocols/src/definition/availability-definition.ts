/** A topic on which a device, or its last will, reports whether the device is online. */
export interface AvailabilityDefinition {
  /** Exact topic, without wildcards. The driver subscribes to it as well. */
  readonly topic: string;
  /** Word of a device that is online. @default 'online' */
  readonly online?: string;
  /** Word of a device that is offline: its tags are Bad (no communication) until data come. @default 'offline' */
  readonly offline?: string;
  /** Path to the word in a JSON payload, in the form of a tag's path. @default the whole payload is the word */
  readonly path?: string;
}
