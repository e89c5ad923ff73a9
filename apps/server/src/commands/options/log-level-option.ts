import { Option } from 'commander';

/** `--log-level`, refused when it is none that the logger knows. */
export function logLevelOption(usual: 'info' | 'warn'): Option {
  return new Option('--log-level <level>', 'how much is logged')
    .choices(['debug', 'info', 'warn', 'error'])
    .default(usual);
}
