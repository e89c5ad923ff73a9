declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  /** Opens a file that is followed by another each day, and when it has a size. */
  export default function openRollingFile(options: {
    readonly file: string;
    readonly frequency: 'daily';
    readonly size: string;
    readonly dateFormat: string;
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
    readonly mkdir: boolean;
    readonly mode: number;
  }): Promise<DestinationStream>;
}
