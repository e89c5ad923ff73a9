/** A session that has just got tokens: it was made, went on, or its password was changed. */
export interface NewSession {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly userId: string;
  /** Shown once: the database has its hash. */
  readonly refreshToken: string;
  readonly isRemembered: boolean;
  /** Which tokens of the session hold: those of its present generation. */
  readonly generation: number;
}
