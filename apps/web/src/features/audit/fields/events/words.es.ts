import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  by: 'Por medio de',
  count: 'Entradas',
  filter: 'Filtro',
  format: 'Formato',
  from: 'De',
  fromMs: 'Inicio del período',
  job: 'Tarea',
  landingPath: 'Página',
  permission: 'Permiso',
  problem: 'Problema',
  rows: 'Filas',
  sealCount: 'Sellos',
  sealedCount: 'Entradas selladas',
  session: 'Sesión',
  to: 'A',
  toMs: 'Fin del período',
  transition: 'Paso',
  unsealedCount: 'Entradas sin sello',
  user: 'Usuario',
};
