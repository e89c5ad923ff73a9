/** A column whose values are sealed, and the purpose that they are sealed for. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly purpose: string;
}

/** Every sealed column of the database: a rotation of the sealing key seals all of them anew. */
export const SEALED_COLUMNS = {
  factor: { table: 'totp_factors', column: 'sealed', purpose: 'second factor' },
  channel: { table: 'notification_channels', column: 'secret', purpose: 'notification channel' },
  provider: {
    table: 'identity_providers',
    column: 'client_secret',
    purpose: 'identity provider',
  },
} as const satisfies Readonly<Record<string, SealedColumn>>;
