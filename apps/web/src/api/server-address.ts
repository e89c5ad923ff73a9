// Built modules lie in a folder below the root, whichever path of a proxy that is; in development they lie where their sources do.
const here = import.meta.url;
const root = new URL(import.meta.env.DEV ? '../..' : '..', here);

/** The console's root, with a slash at its end; `/` or a path below which a proxy shows it. */
export const ROOT_PATH: string = root.pathname;

/** Where the server takes calls. */
export const TRPC_URL: string = new URL('trpc', root).href;
