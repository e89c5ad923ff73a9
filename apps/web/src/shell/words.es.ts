import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  nav: {
    label: 'Principal',
    skip: 'Saltar al contenido',
  },
  language: 'Idioma',
  connection: {
    online: 'Conectado',
    connecting: 'Conectando',
    lost: 'Sin conexión',
    lostSince: (time) =>
      `Sin conexión con el servidor desde las ${time}. Los valores de esta página son antiguos; reintentando.`,
    noRoom:
      'El servidor aún no envía valores en vivo a esta página. Un navegador mantiene pocas conexiones con un servidor: si otras ventanas muestran esta consola, cierre una.',
  },
  unknownTitle: 'Página desconocida',
  unknownPage: 'No hay ninguna página en esta dirección.',
  backToLive: 'Ir a los valores en vivo',
  failedTitle: 'Fallo',
  failed: 'Algo ha fallado en esta página.',
};
