/** A place that breaks a rule. */
export interface Finding {
  readonly path: string;
  /** `12: five parameters` */
  readonly detail: string;
  /** How much it counts; for a file that is too long, its lines. @default 1 */
  readonly count?: number;
}

/** A rule of the house whose breaches are counted by file: the ratchets say how many each file may still have. */
export interface Rule {
  readonly name: string;
  /** A true sentence: the title of the test. */
  readonly title: string;
  /** How to mend a breach. */
  readonly wayOut: string;
  /** Finds every breach. */
  find(): readonly Finding[] | Promise<readonly Finding[]>;
}
