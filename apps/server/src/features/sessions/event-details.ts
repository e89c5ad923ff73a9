import { oidcRefusal } from '@varve/contract';
import { z } from 'zod';
import type { ReportWord, Texts } from '../../kit/reports/report-kind.ts';

const WAYS = {
  password: { es: 'Con contraseña', en: 'By password' },
  link: { es: 'Con un enlace', en: 'By a link' },
  'set-up': { es: 'Al instalar', en: 'At the set-up' },
  oidc: { es: 'Con un proveedor de identidad', en: 'By an identity provider' },
  pairing: { es: 'Con un código de pantalla', en: 'By the code of a display' },
} as const satisfies Record<string, Texts>;

const CLIENTS = {
  console: { es: 'en la consola', en: 'in the console' },
  program: { es: 'desde un programa', en: 'from a program' },
  display: { es: 'en una pantalla', en: 'on a display' },
} as const satisfies Record<string, Texts>;

const REFUSALS: Readonly<Record<z.infer<typeof oidcRefusal>, Texts>> = {
  expired: { es: 'tardó demasiado', en: 'it took too long' },
  denied: { es: 'no confirmó a la persona', en: 'it did not confirm the person' },
  failed: { es: 'no responde como debe', en: 'it does not answer as it must' },
  unlinked: { es: 'la persona no es de ningún usuario', en: 'the person is linked to no user' },
  taken: { es: 'la persona es de otro usuario', en: 'the person is linked to another user' },
  stale: { es: 'la sesión ya no era reciente', en: 'the session was no longer fresh' },
  undated: {
    es: 'no dice cuándo vio la contraseña (auth_time)',
    en: 'it does not say when it saw the password (auth_time)',
  },
};

const ENDS = {
  logged_out: { es: 'Su usuario salió', en: 'Its user signed out' },
  ended_by_user: { es: 'La terminó su usuario', en: 'Its user ended it' },
  ended_by_admin: { es: 'La terminó un administrador', en: 'An administrator ended it' },
  password_changed: { es: 'La contraseña cambió', en: 'The password changed' },
  token_reuse: { es: 'Su token se mostró otra vez', en: 'Its token was shown again' },
  too_many: { es: 'El usuario tenía demasiadas', en: 'The user had too many' },
  idle: { es: 'Nadie la usó', en: 'Nobody used it' },
  expired: { es: 'Llegó a su fin', en: 'Its time was over' },
} as const satisfies Record<string, Texts>;

const keyOf = <Words extends Readonly<Record<string, Texts>>>(words: Words) =>
  z.enum(Object.keys(words) as [keyof Words & string]);
const ended = z.object({ reason: keyOf(ENDS) });
const refused = z.object({
  by: keyOf(WAYS),
  reason: oidcRefusal.optional(),
  problem: z.string().optional(),
});
const loggedIn = z.object({ by: keyOf(WAYS), kind: keyOf(CLIENTS) });

/** Says the details of an event of a session in words. Those that it does not know stay as the audit log has them. */
export function eventDetails(
  action: string,
  details: Readonly<Record<string, unknown>> | null,
): ReportWord | null {
  if (details === null) return null;
  const code = JSON.stringify(details);
  return { code, texts: textsOf(action, details) ?? { es: code, en: code } };
}

function textsOf(action: string, details: Readonly<Record<string, unknown>>): Texts | undefined {
  switch (action) {
    case 'login': {
      const { data } = loggedIn.safeParse(details);
      return data && joined(' ', WAYS[data.by], CLIENTS[data.kind]);
    }
    case 'login_failed': {
      const { data } = refused.safeParse(details);
      return data && refusedTexts(data);
    }
    case 'session_ended': {
      const { data } = ended.safeParse(details);
      return data && ENDS[data.reason];
    }
    // It has the id of the user alone, whose name is in the row.
    case 'token_reuse':
      return { es: '', en: '' };
    default:
      return undefined;
  }
}

function refusedTexts({ by, reason, problem }: z.infer<typeof refused>): Texts {
  const why = reason === undefined ? [] : [REFUSALS[reason]];
  const told = problem === undefined || problem === '' ? [] : [{ es: problem, en: problem }];
  return joined(': ', WAYS[by], ...why, ...told);
}

const joined = (between: string, ...parts: readonly Texts[]): Texts => ({
  es: parts.map(({ es }) => es).join(between),
  en: parts.map(({ en }) => en).join(between),
});
