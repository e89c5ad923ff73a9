import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  title: 'Su cuenta',
  about: {
    title: 'Nombre e idioma',
    fullName: 'Nombre',
    language: 'Idioma',
    browser: 'El de la organización',
    submit: 'Guardar',
    saved: 'Guardado.',
  },
  password: {
    title: 'Contraseña',
    changed: 'La contraseña ha cambiado, y sus otras sesiones han terminado.',
  },
  factor: {
    title: 'Segundo factor',
    isOn: 'Activo: entra con contraseña y el código de su aplicación.',
    isOff: 'Inactivo: su contraseña sola le deja entrar.',
    setUp: 'El segundo factor está preparado.',
    remove: 'Quitar segundo factor',
    removeTitle: '¿Quitar el segundo factor?',
    removeHint:
      'Desde entonces la contraseña sola le deja entrar. Los códigos de recuperación ya no valen.',
    removed: 'El segundo factor se ha quitado.',
  },
  identities: {
    title: 'Proveedores de identidad',
    hint: 'Puede entrar con estos en lugar de su contraseña.',
    none: 'No hay nada vinculado: entra con su contraseña.',
    failed: 'No se pudieron leer sus vínculos.',
    linkedAt: (time) => `vinculado ${time}`,
    link: (name) => `Vincular ${name}`,
    remove: 'Desvincular',
    removeOf: (subject) => `Desvincular ${subject}`,
    removeTitle: (subject) => `¿Desvincular ${subject}?`,
    removeText: 'Ya no entrará con ella, hasta que se vincule otra vez.',
    removed: 'El vínculo se ha quitado.',
  },
  sessions: {
    title: 'Sus sesiones',
    failed: 'No se pudieron leer sus sesiones.',
    renameTitle: 'Nombrar la sesión',
    name: 'Nombre',
    nameHelp: 'Por ejemplo: mesa del turno. Sin nombre la nombra el navegador.',
    saveName: 'Guardar nombre',
    endOthers: 'Terminar las demás',
    othersTitle: '¿Terminar todas las demás sesiones?',
    othersHint: 'Quien las use tendrá que entrar de nuevo. Esta sesión continúa.',
    othersEnded: 'Sus otras sesiones han terminado.',
    only: 'Es su única sesión.',
  },
};
