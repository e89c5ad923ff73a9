import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  user: 'Usuario',
  device: 'Dispositivo',
  kind: 'Clase',
  address: 'Dirección',
  started: 'Desde',
  used: 'Último uso',
  expires: 'Termina a más tardar',
  current: 'esta',
  kinds: { console: 'Consola', program: 'Programa', display: 'Pantalla' },
  deviceOf: (browser, system) => `${browser} en ${system}`,
  rename: 'Nombrar',
  renameOf: (device) => `Nombrar la sesión de ${device}`,
  end: 'Terminar',
  endOf: (device) => `Terminar la sesión de ${device}`,
  endTitle: (device) => `¿Terminar la sesión de ${device}?`,
  endText: 'Quien la use tendrá que entrar de nuevo. Lo que no esté guardado allí se pierde.',
  endOne: 'Terminar sesión',
  ended: 'La sesión ha terminado.',
  actionsOf: (name) => `Acciones de una sesión de ${name}`,
  endAll: (name) => `Terminar todas las de ${name}`,
  endAllTitle: (name) => `¿Terminar todas las sesiones de ${name}?`,
  endAllText:
    'En todos sus dispositivos y programas este usuario tendrá que entrar de nuevo. La sesión desde la que lo pide continúa.',
  allEnded: (count, exact) =>
    exact === 1 ? 'Ha terminado una sesión.' : `Han terminado ${count} sesiones.`,
};
