import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { freePort } from '../../../../test/free-port.ts';

/** A mail as a mail server got it. */
interface ReceivedMail {
  readonly to: readonly string[];
  /** Names in lower case, values unfolded, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly raw: string;
}

/** A mail server on loopback, which does as it is told. */
export interface MailServer extends AsyncDisposable {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Its way with the next mails: it takes them, refuses them, or keeps silent after it has read them. */
  behaviour: 'take' | 'refuse' | 'hang';
}

/** Starts a mail server. @param options - of `smtp-server`: certificates, users */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const port = await freePort();
  const mails: ReceivedMail[] = [];
  const state = { behaviour: 'take' as MailServer['behaviour'] };
  const server = new SMTPServer({
    disabledCommands: options.onAuth === undefined ? ['AUTH'] : [],
    ...options,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', callback);
      stream.on('end', () => {
        if (state.behaviour === 'refuse') {
          callback(Object.assign(new Error('mailbox full'), { responseCode: 452 }));
          return;
        }
        const raw = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, headers: headersOf(raw), raw });
        if (state.behaviour === 'take') callback(null, 'taken');
      });
    },
  });
  // A client that is killed breaks its connection.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port,
    mails,
    get behaviour() {
      return state.behaviour;
    },
    set behaviour(behaviour) {
      state.behaviour = behaviour;
    },
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function headersOf(raw: string): [string, string][] {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  return head
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
}
