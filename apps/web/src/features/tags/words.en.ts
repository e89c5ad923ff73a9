export const wordsEn = {
  listFailed: 'The list of tags could not be read.',
  add: 'Add a tag',
  search: 'Search tags to add',
  noSuchTag: 'No tag matches.',
  full: (max: string) => `${max} tags at most`,
};
