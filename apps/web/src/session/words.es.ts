import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  reauthenticate: {
    title: 'Su contraseña otra vez',
    hint: 'Quien encuentre abierta esta consola no debe poder hacer esto.',
    password: 'Contraseña',
    submit: 'Continuar',
    wrong: 'La contraseña no es correcta.',
  },
  link: {
    title: 'Un enlace de un solo uso',
    text: (name) =>
      `Envíe este enlace a ${name}. Se abre una vez en 24 horas y pide una contraseña. No se muestra de nuevo.`,
    copy: 'Copiar el enlace',
    done: 'Listo',
  },
  provider: {
    title: 'Proveedores de identidad',
    login: (name) => `Entrar con ${name}`,
    link: (name) => `Vincular ${name}`,
    fresh: (name) => `Confirmar con ${name}`,
    freshTitle: 'Confirme que es usted',
    freshHint:
      'Quien encuentre abierta esta consola no debe poder hacer esto. Volverá a esta página, y lo hará otra vez.',
    refused: {
      expired: 'La entrada duró más de diez minutos, o empezó en otro navegador. Empiece de nuevo.',
      denied:
        'El proveedor de identidad no confirmó quién es usted, o aquí no deja entrar a nadie.',
      failed:
        'El proveedor de identidad no responde como debe. Inténtelo más tarde, o entre con contraseña. El motivo está en el registro de auditoría.',
      unlinked:
        'Nadie aquí está vinculado a su cuenta del proveedor de identidad. Pida a un administrador que la vincule.',
      taken: 'Esta cuenta del proveedor de identidad ya pertenece a otro usuario.',
      stale: 'Esto necesita una contraseña mostrada hace un momento. Empiece de nuevo.',
      undated:
        'El proveedor de identidad no dice cuándo vio su contraseña. Su administrador tiene que dejar que envíe auth_time en el ID token.',
    },
  },
  password: {
    current: 'Contraseña actual',
    next: 'Contraseña nueva',
    rules: (least) =>
      `Al menos ${least} caracteres: unas palabras que nadie adivine. Sin su nombre, ni una palabra suelta.`,
    submit: 'Cambiar contraseña',
    wrong: 'La contraseña no es correcta.',
    others: 'Sus otras sesiones terminan.',
    weak: {
      password_short: 'Es demasiado corta.',
      password_long: 'Es demasiado larga.',
      password_common: 'Está en la lista de contraseñas que todos prueban primero.',
      password_context: 'Contiene un nombre que todos conocen: el suyo, o el de Varve.',
      password_repeated: 'Se repite, o es una fila de letras o de teclas.',
    },
  },
  factor: {
    hint: 'Una aplicación de autenticación en su teléfono muestra un código nuevo cada medio minuto. Entrará con contraseña y código.',
    begin: 'Preparar segundo factor',
    scan: 'Escanee la imagen con su aplicación, o escriba el secreto.',
    picture: 'Imagen para una aplicación de autenticación',
    secret: 'Secreto',
    code: 'Código que muestra su aplicación',
    confirm: 'Confirmar código',
    wrong: 'El código no es correcto, o ya caducó. Compruebe la hora de su teléfono.',
    codesTitle: 'Códigos de recuperación',
    codesHint:
      'Cada uno sustituye una vez a un teléfono perdido. Se muestran ahora y nunca más: guárdelos donde no esté su teléfono.',
    copy: 'Copiar los códigos',
    download: 'Guardar como archivo',
    print: 'Imprimir',
    kept: 'Los he guardado',
    done: 'Terminar',
  },
  builtInRoles: {
    accountant: 'contador',
    admin: 'administrador',
    buyer: 'comprador',
    engineer: 'ingeniero',
    operator: 'operador',
    payroll: 'nómina',
    planner: 'planificador',
    scada: 'SCADA',
    storekeeper: 'almacenista',
    supervisor: 'supervisor',
    technician: 'técnico',
    viewer: 'lector',
  },
};
