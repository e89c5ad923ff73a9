import { z } from 'zod';
import { MAX_PROVIDERS } from './identity.ts';
import { permission } from './permission.ts';
import { rowId } from './row-id.ts';
import { sessionId, userId } from './sessions.ts';
import { textLine } from './text-line.ts';

/** Most characters of a password. */
export const MAX_PASSWORD_LENGTH = 256;
/** Fewest characters of a password of a user without a second factor. */
export const MIN_PASSWORD_LENGTH = 14;
/** Fewest characters of a password of a user with a second factor. */
export const MIN_PASSWORD_LENGTH_WITH_FACTOR = 8;

/** Name that a user logs in by. */
export const username = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s\p{Cc}]+$/u, 'expected a name without spaces');

/** A password as it was typed: nothing is cut off or changed. A wrong one may have any length up to the limit. */
const password = z.string().min(1).max(MAX_PASSWORD_LENGTH);

/** Name of a person. */
export const fullName = textLine(200);

/** Languages of the console and of messages. */
export const language = z.enum(['es', 'en']);
export type Language = z.infer<typeof language>;

/** Code of a second factor: six digits, or a recovery code. */
const factorCode = z.string().trim().min(6).max(40);

/** Input of the set-up: makes the first user of a server, who may do everything. */
export const setUpInput = z.strictObject({
  code: z.string().trim().max(100),
  username,
  fullName,
  password,
});
export type SetUpInput = z.infer<typeof setUpInput>;

/** Input of a login. */
export const logInInput = z.strictObject({
  /** Name of the tenant. @default the one that the server was started for */
  tenant: textLine(100).optional(),
  // Whatever was typed, but for what no database takes.
  username: z
    .string()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u, 'expected a text without control characters'),
  password,
  /** Asked for where the user has a second factor: the answer is `FACTOR_REQUIRED` without it. */
  factor: factorCode.optional(),
  /** Keeps the session for weeks instead of hours. */
  remember: z.boolean().default(false),
});
export type LogInInput = z.infer<typeof logInInput>;

/** Input of a login by a link that holds once; with the password to set where the link is an invitation or a reset. */
export const useLinkInput = z.strictObject({
  code: z.string().trim().min(1).max(100),
  password: password.optional(),
});
export type UseLinkInput = z.infer<typeof useLinkInput>;

/** Whether anybody can log in yet, and whether this browser has done so. Public. */
export const entrance = z.strictObject({
  /** False while the server has no user: it waits for its set-up code. */
  isSetUp: z.boolean(),
  /** The server has several tenants: whoever logs in says which is his. */
  hasTenants: z.boolean(),
  /** The browser has tokens of a session. The session may be over all the same. */
  hasTokens: z.boolean(),
  /** Providers of OpenID Connect by which one may log in, by name. */
  providers: z.array(z.strictObject({ id: rowId, name: z.string() })).max(MAX_PROVIDERS),
});
export type Entrance = z.infer<typeof entrance>;

/** Output of `session.me`: who is logged in, and what he may do. */
export const person = z.strictObject({
  userId,
  username: z.string(),
  fullName: z.string(),
  language: language.nullable(),
  roles: z.array(z.string()).max(100),
  permissions: z.array(permission).max(1_000),
  hasFactor: z.boolean(),
  /** Without one, a provider of OpenID Connect has let him in. */
  hasPassword: z.boolean(),
  /** A duty before anything else is allowed; null where there is none. */
  due: z.literal('factor').nullable(),
  sessionId: sessionId.nullable(),
  /** That of the tenant, where the user chose none; null: that of the browser. */
  tenantLanguage: language.nullable(),
  /** The page that a screen on a wall shows; null for anybody else. */
  displayPath: z.string().nullable(),
  /** Name of the tenant whose data are seen. */
  tenant: z.string(),
  /** IANA name of the tenant's time zone. */
  timeZone: z.string(),
});
export type Person = z.infer<typeof person>;

/** Input of procedures that ask for nothing in particular. */
export const noInput = z.strictObject({}).optional();
/** Output of procedures that have nothing to tell. */
export const done = z.strictObject({});
export type Done = z.infer<typeof done>;

/** Input of `session.changePassword`. */
export const changePasswordInput = z.strictObject({ current: password, password });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** Tokens of a program, with the names of RFC 6749, section 5.1. */
const programTokens = z.strictObject({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().positive(),
});
export type ProgramTokens = z.infer<typeof programTokens>;

/** Output of `session.changePassword`: tokens by which the session goes on, since the old ones hold no longer; null for a browser, which gets cookies. */
export const changedPassword = z.strictObject({ tokens: programTokens.nullable() });

/** Input of `session.reauthenticate`: a right password makes the session fresh for five minutes. */
export const reauthenticateInput = z.strictObject({ password });
export type ReauthenticateInput = z.infer<typeof reauthenticateInput>;

/** Input of `session.updateProfile`. */
export const updateProfileInput = z.strictObject({ fullName, language: language.nullable() });
export type UpdateProfileInput = z.infer<typeof updateProfileInput>;

/** Output of `session.beginFactor`: what an authenticator app is to be given. Shown once. */
export const newFactor = z.strictObject({
  /** `otpauth://totp/…`, the content of the picture that an app reads. */
  address: z.string(),
  /** The secret for typing, in base 32. */
  secret: z.string(),
});
export type NewFactor = z.infer<typeof newFactor>;

/** Input of `session.confirmFactor`. */
export const confirmFactorInput = z.strictObject({ code: factorCode });
export type ConfirmFactorInput = z.infer<typeof confirmFactorInput>;

/** Output of `session.confirmFactor`: codes that stand in for a lost factor, each once. Shown once. */
export const recoveryCodes = z.strictObject({ codes: z.array(z.string()).max(20) });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
