// This file stands beside main.tsx, since it goes by its own address: modules lie one folder below the root, as sources and when they are
// built. So the console works below any path of a proxy.
const here = import.meta.url;

/** The console's root, with a slash at its end; `/` or a path below which a proxy shows it. */
export const ROOT_PATH: string = new URL('..', here).pathname;

/** Where the server takes calls. */
export const SERVER_ADDRESS: string = new URL('../trpc', here).href;
