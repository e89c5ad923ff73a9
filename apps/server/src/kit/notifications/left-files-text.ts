import type { Language } from './message-text.ts';
import { MAX_ATTACHED_BYTES, type LeftFile } from './read-attachments.ts';

const MAX_MIB = MAX_ATTACHED_BYTES / 1_024 ** 2;

const TEXTS: Readonly<
  Record<Language, Readonly<Record<LeftFile['reason'], (name: string) => string>>>
> = {
  es: {
    large: (name) =>
      `${name} no va adjunto: los archivos de un correo tienen ${MAX_MIB} MiB como máximo. Descárguelo en Varve, en la página Informes (/reports).`,
    elsewhere: (name) =>
      `${name} no va adjunto: no está en el servidor que envía este correo. Descárguelo en Varve, en la página Informes (/reports).`,
  },
  en: {
    large: (name) =>
      `${name} is not attached: the files of a mail have ${MAX_MIB} MiB at most. Fetch it in Varve, on its page Reports (/reports).`,
    elsewhere: (name) =>
      `${name} is not attached: it is not on the server that sends this mail. Fetch it in Varve, on its page Reports (/reports).`,
  },
};

/** Says which files do not go with a mail, and why: a line for each. */
export function leftFilesText(left: readonly LeftFile[], language: Language): string {
  const lines = left.map(({ filename, reason }) => `${TEXTS[language][reason](filename)}\n`);
  return lines.length === 0 ? '' : `\n${lines.join('')}`;
}
