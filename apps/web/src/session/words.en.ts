export const wordsEn = {
  reauthenticate: {
    title: 'Your password again',
    hint: 'Whoever finds this console open must not be able to do this.',
    password: 'Password',
    submit: 'Go on',
    wrong: 'The password is wrong.',
  },
  link: {
    title: 'A link for one use',
    text: (name: string) =>
      `Send this link to ${name}. It opens once within 24 hours, and asks for a password. It is not shown again.`,
    copy: 'Copy the link',
    done: 'Done',
  },
  provider: {
    title: 'Identity providers',
    login: (name: string) => `Sign in with ${name}`,
    link: (name: string) => `Link ${name}`,
    fresh: (name: string) => `Confirm with ${name}`,
    freshTitle: 'Confirm that it is you',
    freshHint:
      'Whoever finds this console open must not be able to do this. You come back to this page, and do it once more.',
    refused: {
      expired:
        'The sign-in took longer than ten minutes, or was begun in another browser. Begin again.',
      denied: 'The identity provider did not confirm who you are, or lets nobody in here.',
      failed:
        'The identity provider does not answer as it should. Try again later, or sign in by password. The audit log has the reason.',
      unlinked:
        'Nobody here is linked to your account at the identity provider. Ask an administrator to link it.',
      taken: 'This account at the identity provider belongs to another user already.',
      stale: 'This needs a password that you showed a moment ago. Begin again.',
      undated:
        'The identity provider does not say when it saw your password. Its administrator has to let it send auth_time in the ID token.',
    },
  },
  password: {
    current: 'Present password',
    next: 'New password',
    rules: (least: string) =>
      `At least ${least} characters: a few words that nobody would guess. No name of yours, no word alone.`,
    submit: 'Change password',
    wrong: 'The password is wrong.',
    others: 'Your other sessions end.',
    weak: {
      password_short: 'It is too short.',
      password_long: 'It is too long.',
      password_common: 'It is on the list of passwords that everybody tries first.',
      password_context: 'It has a name in it that everybody knows: yours, or that of Varve.',
      password_repeated: 'It repeats itself, or is a row of letters or keys.',
    },
  },
  factor: {
    hint: 'An authenticator app on your phone shows a new code each half minute. You sign in by password and code.',
    begin: 'Set up second factor',
    scan: 'Scan the picture with your app, or type the secret.',
    picture: 'Picture for an authenticator app',
    secret: 'Secret',
    code: 'Code that your app shows',
    confirm: 'Confirm code',
    wrong: 'The code is wrong, or too old. See whether the clock of your phone is right.',
    codesTitle: 'Recovery codes',
    codesHint:
      'Each of them stands in once for a lost phone. They are shown now, and never again: keep them where your phone is not.',
    copy: 'Copy the codes',
    download: 'Save as file',
    print: 'Print',
    kept: 'I have kept them',
    done: 'Finish',
  },
  builtInRoles: {
    accountant: 'accountant',
    admin: 'admin',
    buyer: 'buyer',
    engineer: 'engineer',
    operator: 'operator',
    payroll: 'payroll',
    planner: 'planner',
    scada: 'SCADA',
    storekeeper: 'storekeeper',
    supervisor: 'supervisor',
    technician: 'technician',
    viewer: 'viewer',
  },
};
