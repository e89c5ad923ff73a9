import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  title: 'Libro de turno',
  failed: 'No se puede leer el libro de turno',
  none: 'Todavía no hay nada escrito',
  noneHint: 'La primera anotación es para el próximo turno.',
  written: 'Escrito',
  author: 'Autor',
  body: 'Anotación',
  write: 'Escribir anotación',
  someProgram: 'un programa',
};
