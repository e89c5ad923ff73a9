import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  title: 'Sesiones',
  failed: 'No se pueden leer las sesiones',
  count: (count, exact) => `${count} ${exact === 1 ? 'sesión' : 'sesiones'}`,
  zone: (zone) => `Horas de ${zone}`,
  search: 'Usuario',
  searchLabel: 'Buscar sesiones por el nombre de su usuario',
  none: 'Ninguna sesión es de un usuario así',
  noneHint: 'Busque con menos letras. Quien no ha entrado no tiene sesión.',
};
