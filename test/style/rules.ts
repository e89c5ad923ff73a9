import { CODE_RULES } from './code-rules.ts';
import { GLOSSARY } from './glossary.ts';
import { NAMED_PATHS } from './named-paths.ts';
import { PROSE_RULES } from './prose-rules.ts';
import type { Rule } from './rule.ts';
import { UNUSED_EXPORTS } from './unused-exports.ts';

/** Every rule that the ratchets hold. */
export const RULES: readonly Rule[] = [
  ...CODE_RULES,
  UNUSED_EXPORTS,
  ...PROSE_RULES,
  NAMED_PATHS,
  GLOSSARY,
];
