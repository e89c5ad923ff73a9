export const wordsEn = {
  nav: {
    label: 'Main',
    skip: 'Skip to content',
  },
  language: 'Language',
  connection: {
    online: 'Connected',
    connecting: 'Connecting',
    lost: 'Connection lost',
    lostSince: (time: string) =>
      `No connection to the server since ${time}. Values on this page are old; trying again.`,
    noRoom:
      'The server does not send live values to this page yet. A browser keeps few connections to a server: if other windows show this console, close one of them.',
  },
  unknownTitle: 'Unknown page',
  unknownPage: 'There is no page at this address.',
  backToLive: 'Go to the live values',
  failedTitle: 'Fault',
  failed: 'Something went wrong on this page.',
};
