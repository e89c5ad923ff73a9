/** The address of the live values of all tags. */
export const link = { to: '/' } as const;
