import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  listFailed: 'No se pudo leer la lista de señales.',
  add: 'Añadir una señal',
  search: 'Buscar señales para añadir',
  noSuchTag: 'Ninguna señal coincide.',
  full: (max) => `${max} señales como máximo`,
};
