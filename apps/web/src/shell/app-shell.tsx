import { Outlet } from '@tanstack/react-router';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './header.tsx';
import './shell.css';

/** The frame around every page: header, banner, navigation. */
export function AppShell() {
  return (
    <div className="shell">
      <Header />
      <ConnectionBanner />
      <Outlet />
    </div>
  );
}
