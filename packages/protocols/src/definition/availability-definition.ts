/** A topic on which a device, or its last will, says whether it is there. */
export interface AvailabilityDefinition {
  /** The exact topic: no wildcard. It is subscribed to as well. */
  readonly topic: string;
  /** What the payload says when the device is there. @default 'online' */
  readonly online?: string;
  /** What it says when the device is gone: the tags are Bad (no communication) until data come. @default 'offline' */
  readonly offline?: string;
  /** Path to the word in a JSON payload, written as that of a tag. @default the whole payload is the word */
  readonly path?: string;
}
