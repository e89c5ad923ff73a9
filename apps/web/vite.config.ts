import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const SERVER = 'http://127.0.0.1:8080';

export default defineConfig({
  // Below whichever path a proxy shows it.
  base: './',
  worker: { format: 'es' },
  // The router's plugin comes first: it splits each page out of the first download.
  plugins: [tanstackRouter({ target: 'react', autoCodeSplitting: true }), react(), precompress()],
  resolve: { conditions: ['@varve/source', ...defaultClientConditions] },
  server: { proxy: { '/trpc': SERVER, '/api': SERVER } },
});
