/** Rights of the area `drilling`, which it shares with reservoirs and coiled tubing. */
export const drillingPermissions = [
  'engineering.approve',
  'engineering.read',
  'engineering.write',
] as const;
