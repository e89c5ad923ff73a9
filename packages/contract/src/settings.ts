import { z } from 'zod';
import { MAX_ROLES } from './roles.ts';
import { version } from './version.ts';
import { language } from './session.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';
import { timeZone } from './time-zone.ts';

const MAX_CERTIFICATE_NAMES = 1_000;

/** Name of a role, whose users need a second factor. */
const roleNames = z.array(z.string().min(1).max(100)).max(MAX_ROLES);

/** Output of `settings.get`: what holds for everybody of a tenant. */
export const settings = z.strictObject({
  /** Short name, as configuration files have it. It never changes. */
  name: z.string(),
  /** As pages and reports show it; empty where they show the name. */
  displayName: z.string(),
  /** Language of pages and messages, where a user chose none; null: pages take that of the browser. */
  language: language.nullable(),
  /** Its days begin, and its schedules go, by this clock. */
  timeZone: z.string(),
  /** Currency of its costs where nothing else is said, by ISO 4217. */
  currency: z.string(),
  /** Names of the roles whose users need a second factor before they may do anything. */
  factorRoles: roleNames,
  /** Names of all roles. */
  roles: roleNames,
  version,
});
export type Settings = z.infer<typeof settings>;

/** Input of `settings.update`: what is not named stays. */
export const updateSettingsInput = z.strictObject({
  expectedVersion: version,
  displayName: textLine(200).optional(),
  language: language.nullable().optional(),
  timeZone: timeZone.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected the three letters of a currency')
    .optional(),
  factorRoles: roleNames.optional(),
});
export type UpdateSettingsInput = z.infer<typeof updateSettingsInput>;

/** The certificate that a server shows. Fingerprints are those of SHA-256, in hexadecimal. */
const shownCertificate = z.strictObject({
  /** Names and addresses that it is for. */
  names: z.array(z.string()).max(MAX_CERTIFICATE_NAMES),
  fingerprint: z.string(),
  validToMs: timeMs,
  /** Fingerprint of the server's own authority, which `/ca.pem` gives; null for a certificate of somebody else's. */
  authorityFingerprint: z.string().nullable(),
});

/** Output of `settings.about`: what runs here. */
export const about = z.strictObject({
  version: z.string(),
  /** Kind of the database with its version: `PostgreSQL 18.4`. */
  engine: z.string(),
  /** Newest migration of the database: `0054_settings`. */
  migration: z.string(),
  startedAtMs: timeMs,
  /** Null where the server speaks plain HTTP. */
  certificate: shownCertificate.nullable(),
});
export type About = z.infer<typeof about>;
