import type { NotificationEvent } from './notification-event.ts';

export type Language = 'es' | 'en';

/** Text of a message. */
export interface MessageText {
  /** One line. */
  readonly subject: string;
  /** Lines that end in a line feed. */
  readonly body: string;
}

/** Reader of a message. */
export interface Reader {
  readonly language: Language;
  /** IANA name: times are told by this clock. */
  readonly timeZone: string;
}

const MAX_SUBJECT_LENGTH = 200;
const MAX_TEXT_LENGTH = 2_000;

type Texts = {
  readonly [Kind in NotificationEvent['kind']]: (
    event: Extract<NotificationEvent, { kind: Kind }>,
    time: (timeMs: number) => string,
  ) => MessageText;
} & { readonly digest: (count: number) => string };

const TEXTS: Readonly<Record<Language, Texts>> = {
  es: {
    'jobs.failed': ({ job, reason }) => ({
      subject: `La tarea ${job} falló`,
      body: `La tarea ${job} falló y no se repetirá.\nMotivo: ${reason}`,
    }),
    'reports.ready': ({ report, fromMs, toMs }, time) => ({
      subject: `Informe ${report}`,
      body: `El informe ${report} está listo.\nPeríodo: desde ${time(fromMs)} hasta antes de ${time(toMs)}\nEn Varve está en la página Informes (/reports) durante 90 días.`,
    }),
    'notifications.test': ({ channel }) => ({
      subject: `Prueba del canal ${channel}`,
      body: `Este mensaje prueba el canal ${channel} de Varve.`,
    }),
    digest: (count) => `${count} avisos`,
  },
  en: {
    'jobs.failed': ({ job, reason }) => ({
      subject: `The job ${job} failed`,
      body: `The job ${job} failed and will not be tried again.\nReason: ${reason}`,
    }),
    'reports.ready': ({ report, fromMs, toMs }, time) => ({
      subject: `Report ${report}`,
      body: `The report ${report} is ready.\nPeriod: from ${time(fromMs)} to before ${time(toMs)}\nVarve has it on its page Reports (/reports) for 90 days.`,
    }),
    'notifications.test': ({ channel }) => ({
      subject: `Test of the channel ${channel}`,
      body: `This message tests the channel ${channel} of Varve.`,
    }),
    digest: (count) => `${count} notifications`,
  },
};

/** Puts the message of one event, or of several that go out together, into the words of its reader. */
export function messageText(events: readonly NotificationEvent[], reader: Reader): MessageText {
  const parts = events.map((event) => partOf(event, reader));
  const [first] = parts;
  const subject = parts.length === 1 ? first!.subject : TEXTS[reader.language].digest(parts.length);
  return {
    subject: oneLine(subject).slice(0, MAX_SUBJECT_LENGTH),
    body: parts.map(({ body }) => `${body}\n`).join('\n'),
  };
}

/** Makes one line of a text: what would break or hide a line becomes a space. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}

function partOf(event: NotificationEvent, { language, timeZone }: Reader): MessageText {
  // A text of an event makes no line of its own, which would look like one of ours.
  const times = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone,
  });
  const format = (timeMs: number): string => times.format(timeMs);
  const { subject, body } = textOf(withLines(event), TEXTS[language], format);
  const place = event.area === null ? [] : [oneLine(event.area)];
  return { subject, body: [body, ...place, format(event.timeMs)].join('\n') };
}

function withLines(event: NotificationEvent): NotificationEvent {
  const parts = Object.entries(event).map(([key, part]) => [
    key,
    key !== 'kind' && typeof part === 'string' ? oneLine(part).slice(0, MAX_TEXT_LENGTH) : part,
  ]);
  return Object.fromEntries(parts) as NotificationEvent;
}

function textOf(
  event: NotificationEvent,
  texts: Texts,
  time: (timeMs: number) => string,
): MessageText {
  switch (event.kind) {
    case 'jobs.failed':
      return texts['jobs.failed'](event, time);
    case 'reports.ready':
      return texts['reports.ready'](event, time);
    case 'notifications.test':
      return texts['notifications.test'](event, time);
  }
}
