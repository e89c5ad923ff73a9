import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadBlockList } from '../../../src/kit/passwords/load-block-list.ts';
import {
  passwordProblem,
  type PasswordOwner,
} from '../../../src/kit/passwords/password-problem.ts';

const ANA: PasswordOwner = {
  username: 'amuñoz',
  fullName: 'Ana María Muñoz',
  email: 'ana.munoz@oilfield.example',
  hasFactor: false,
};
const WITH_FACTOR = { ...ANA, hasFactor: true };

describe('a password is good', () => {
  test.each([
    'correct horse battery staple',
    'the ñandú runs past wellhead nine and back home again, twice',
    'Kx7#mQ2v!pL9wz',
    'tormenta lejana',
    '  spaces around are kept  ',
    '夜の油田に静かな風が吹く夜明けまで',
    '🛢️🐎🔋📎🌧️🌋🧭🪢🧂🪁🎷🦑🍋🚜',
    'x8' + 'Qv3 '.repeat(3) + 'mn2 lw9 rt5 zk4'.repeat(15),
  ])('where it is %j', async (password) => {
    expect(await passwordProblem(password, ANA)).toBe(null);
  });

  test.each(['vT9#mq2L', 'lejanía!', 'pozo gas'])(
    'with a second factor from 8 characters on, as %j',
    async (password) => {
      expect(await passwordProblem(password, WITH_FACTOR)).toBe(null);
      expect(await passwordProblem(password, ANA)).toBe('short');
    },
  );

  test('whoever has no e-mail address', async () => {
    const owner = { ...ANA, email: null, fullName: '' };
    expect(await passwordProblem('correct horse battery staple', owner)).toBe(null);
  });
});

describe('the length of a password', () => {
  const long = 'kv7 Qm2 xw9 zt4 '.repeat(16).slice(0, 255) + '!';

  test('is 14 to 256 characters, 8 with a second factor', async () => {
    const grown = (length: number) => long.slice(3, 3 + length);
    expect(await passwordProblem('', ANA)).toBe('short');
    expect(await passwordProblem(grown(13), ANA)).toBe('short');
    expect(await passwordProblem(grown(14), ANA)).toBe(null);
    expect(await passwordProblem(grown(7), WITH_FACTOR)).toBe('short');
    expect(await passwordProblem(grown(8), WITH_FACTOR)).toBe(null);
  });

  test('has its end at 256 characters', async () => {
    const most = Array.from({ length: 256 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7));
    expect(await passwordProblem(most.join(''), ANA)).toBe(null);
    expect(await passwordProblem(`${most.join('')}x`, ANA)).toBe('long');
    expect(await passwordProblem('x'.repeat(10_000_000), ANA)).toBe('long');
  });

  test('counts characters, not code units', async () => {
    const signs = Array.from({ length: 256 }, (_, at) => String.fromCodePoint(0x1f300 + at * 3));
    expect(await passwordProblem(signs.slice(0, 13).join(''), ANA)).toBe('short');
    expect(await passwordProblem(signs.join(''), ANA)).toBe(null);
  });
});

describe('a password is common', () => {
  test.each([
    'passwordpassword',
    'passwordpasswordpass',
    'PasswordPassword',
    'password1234567',
    '2026password!!!',
    '1234567password7654321',
    'p@ssw0rd1234567',
    'P@$$w0rd!!!!!!!',
    'p a s s w o r d 1',
    'password1password2',
    'pássword1234567',
    'ｐａｓｓｗｏｒｄ１２３４５６７',
    'qwertyuiop1234',
    'letmein-letmein',
    'superman!superman!',
    'absinthe2026!!',
    'abc12398476204',
    '112233#8476204',
  ])('where it is %j', async (password) => {
    expect(await passwordProblem(password, ANA)).toBe('common');
  });

  test.each(['password', 'PASSWORD', 'passw0rd', '12345678', 'trustno1', '1qaz2wsx'])(
    'with a second factor where it is %j',
    async (password) => {
      expect(await passwordProblem(password, WITH_FACTOR)).toBe('common');
    },
  );

  test('where it is any long word of the list, also with digits behind', async () => {
    const words = [...(await loadBlockList())].filter((word) => word.length >= 8);
    expect(words.length).toBeGreaterThan(10_000);
    for (const word of words.filter((_, at) => at % 200 === 0)) {
      expect(await passwordProblem(word, WITH_FACTOR), word).toBe('common');
      expect(await passwordProblem(`${word}2026`, WITH_FACTOR), word).toBe('common');
    }
  });
});

describe('a password has a name in it', () => {
  test.each([
    'varve-historian-box',
    'my VARVE password here',
    'v4rve and much more text',
    'amuñoz-2026-quinta',
    'amunoz is my user name',
    'señora muñoz de la casa',
    'mi maría querida tiene sol',
    'M.A.R.I.A was a storm at sea',
    'from the oilfield with love',
    'ana.munoz@oilfield.example',
  ])('where it is %j', async (password) => {
    expect(await passwordProblem(password, ANA)).toBe('context');
  });

  test.each(['ana12345678901', 'anaanaanaanaana', '!!!!ana!!!!ana'])(
    'of three letters where it is %j',
    async (password) => {
      expect(await passwordProblem(password, { ...ANA, username: 'ana' })).toBe('context');
    },
  );

  test('but a short name may be in a word', async () => {
    const owner = { ...ANA, username: 'ana' };
    expect(await passwordProblem('ripe bananas fall down', owner)).toBe(null);
  });
});

describe('a password repeats itself', () => {
  test.each([
    'aaaaaaaaaaaaaa',
    'xkqvxkqvxkqvxkqv',
    'xkq7vbnxkq7vbn',
    '              ',
    'ñññññññññññññññ',
    'abcdefghijklmn',
    'zyxwvutsrqponm',
    'aabbccddeeffgg',
    '01234567890123',
    '98765432109876',
    'qwertzuiopasdfgh',
    'poiuytrewqlkjhgf',
    '1qaz2wsx3edc4r',
    'aaaaaaabbbbbbbb',
    '1111222233334444',
  ])('where it is %j', async (password) => {
    expect(['repeated', 'common']).toContain(await passwordProblem(password, ANA));
  });

  test.each(['xkqvxkqvxkqvxkqv', 'xkq7vbnxkq7vbn', '              '])(
    'and that is the reason for %j',
    async (password) => {
      expect(await passwordProblem(password, ANA)).toBe('repeated');
    },
  );
});

test('random passwords are good, and no text is an error', async () => {
  const letters = fc.string({
    minLength: 14,
    maxLength: 14,
    unit: fc.constantFrom(...Array.from('kwzjxvmdpth37#%')),
  });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
      const problem = await passwordProblem(text, ANA);
      expect([null, 'short', 'long', 'common', 'context', 'repeated']).toContain(problem);
    }),
  );
  const judged = await Promise.all(
    fc.sample(letters, 1_000).map((one) => passwordProblem(one, ANA)),
  );
  expect(judged.filter((problem) => problem !== null).length).toBeLessThan(10);
});
