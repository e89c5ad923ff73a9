export const wordsEn = {
  title: 'Shift log',
  failed: 'The shift log cannot be read',
  none: 'Nothing is written yet',
  noneHint: 'The first entry is for the next shift.',
  written: 'Written',
  author: 'Author',
  body: 'Entry',
  write: 'Write entry',
  someProgram: 'a program',
};
