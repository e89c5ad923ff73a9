import { resolveConfig } from 'vite';

// `pnpm routes`: the router's plugin writes src/routeTree.gen.ts as soon as vite has read its configuration.
await resolveConfig({ root: import.meta.dirname, logLevel: 'error' }, 'build');
