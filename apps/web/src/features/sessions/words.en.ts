export const wordsEn = {
  title: 'Sessions',
  failed: 'The sessions cannot be read',
  count: (count: string, exact: number) => `${count} ${exact === 1 ? 'session' : 'sessions'} shown`,
  zone: (zone: string) => `Times of ${zone}`,
  search: 'User',
  searchLabel: 'Search sessions by the name of their user',
  none: 'No session is of such a user',
  noneHint: 'Search for fewer letters. Somebody who is not signed in has no session.',
};
