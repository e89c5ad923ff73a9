import type { Migration } from './migrations-folder.ts';

/** `0002_tenants` */
export function migrationLabel({ number, name }: Pick<Migration, 'number' | 'name'>): string {
  return `${String(number).padStart(4, '0')}_${name}`;
}
