import '../../src/kit/theme/styles.css';
import {
  Outlet,
  RouterProvider,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { PreferencesProvider } from '../../src/kit/preferences/preferences-provider.tsx';
import { ToastProvider } from '../../src/kit/ui/toast-provider.tsx';
import { FormPart } from './form-part.tsx';
import { LoginPart } from './login-part.tsx';
import { OverlayPart } from './overlay-part.tsx';
import { RailPart } from './rail-part.tsx';
import { TablePart } from './table-part.tsx';

// A page for the tests of the kit: its parts as a page of the console uses them, without a server.
const root = createRootRoute({ component: Outlet, staticData: { permission: null } });
const route = (path: string, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component, staticData: { permission: null } });
const router = createRouter({
  routeTree: root.addChildren([
    route('/', () => null),
    route('/form', FormPart),
    route('/table', TablePart),
    route('/overlays', OverlayPart),
    route('/login', LoginPart),
    route('/rail', RailPart),
    route('/rows/$row', () => <main>a row</main>),
  ]),
});

createRoot(document.getElementById('root')!).render(
  <PreferencesProvider>
    <ToastProvider>
      {/* The router of the console is registered with its own routes. */}
      <RouterProvider router={router as never} />
    </ToastProvider>
  </PreferencesProvider>,
);
