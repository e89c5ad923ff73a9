import type { wordsEn } from './words.en.ts';

export const wordsEs: typeof wordsEn = {
  username: 'Usuario',
  fullName: 'Su nombre',
  password: 'Contraseña',
  newPassword: 'Contraseña nueva',
  noCookies:
    'La sesión está abierta, pero este navegador no guarda nada de esta dirección. Abra la consola por https o con el nombre localhost.',
  failed:
    'El servidor no puede hacerlo ahora: quizá le falta su base de datos. Inténtelo de nuevo en un momento.',
  throttled: (time) => `Demasiadas contraseñas incorrectas. Inténtelo de nuevo en ${time}.`,
  logIn: {
    title: 'Entrar',
    submit: 'Entrar',
    remember: 'Mantener la sesión en este equipo durante 30 días',
    tenant: 'Organización',
    tenantHelp: 'El nombre corto que le dio su administrador. Vacío es la que lleva este servidor.',
    wrong: 'El usuario o la contraseña no son correctos.',
    factor: 'Código de su segundo factor',
    factorHelp: 'Seis cifras de su aplicación, o uno de sus códigos de recuperación.',
    factorWrong:
      'El usuario, la contraseña o el código no es correcto. Un código vale una vez: espere al siguiente.',
    oidcFactorTitle: 'Un paso más',
    oidcFactorWrong: 'El código no es correcto. Un código vale una vez: espere al siguiente.',
    oidcFactorSubmit: 'Entrar',
    startAgain: 'Entrar de otra manera',
    factorMissing: 'Escriba el código que muestra su aplicación.',
  },
  setUp: {
    title: 'Preparar este servidor',
    hint: 'El servidor aún no tiene usuarios. Usted será su administrador.',
    code: 'Código de preparación',
    codeHelp:
      'El servidor lo escribió al arrancar. También está en el archivo setup-code de su carpeta.',
    codeWrong:
      'El código no es correcto, o es demasiado viejo. El servidor escribe otro cuando arranca de nuevo.',
    done: 'Alguien se adelantó: el servidor ya tiene su primer usuario. Entre con él.',
    submit: 'Crear administrador',
  },
  link: {
    title: 'Entrar por enlace',
    wait: 'Se está usando el enlace.',
    usedTitle: 'Este enlace ya no vale',
    used: 'Ya se usó, o es demasiado viejo. Cada enlace deja entrar una vez. Pida otro, o entre con su contraseña.',
    none: 'La dirección no tiene código. Abra el enlace como se envió, hasta el final.',
    failedTitle: 'El enlace no se usó',
    passwordTitle: 'Elija su contraseña',
    passwordSubmit: 'Guardar contraseña y entrar',
    toLogIn: 'Ir a la entrada',
    retry: 'Intentar de nuevo',
  },
  display: {
    title: 'Pantalla de pared',
    hint: 'En la consola de Varve, abra Pantallas de pared y escriba este código:',
    until: (time) => `Vale hasta las ${time}.`,
    asking: 'Se está pidiendo un código.',
    failed: 'El servidor no responde. La pantalla lo intenta otra vez por sí sola.',
    full: (time) => `Demasiadas pantallas esperan. La pantalla lo intenta otra vez en ${time}.`,
    noCookies:
      'Este navegador no guarda nada de esta dirección. Ábrala por https o con el nombre localhost.',
  },
  security: {
    factorTitle: 'Prepare su segundo factor',
    factorHint: 'Su rol pide un segundo factor. Sin él no se puede abrir nada más.',
    leave: 'Cerrar sesión',
  },
};
