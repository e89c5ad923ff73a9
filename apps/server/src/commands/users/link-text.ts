/** Says what to do with a link that holds once. */
export function linkText(link: string): string {
  return `within 24 hours, open this once below the address of the console, and set a password:\n${link}`;
}
