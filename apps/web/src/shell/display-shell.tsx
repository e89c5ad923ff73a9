import type { ReactNode } from 'react';
import { ToastProvider } from '../kit/ui/toast-provider.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { SourceStrip } from './source-strip.tsx';
import './shell.css';

/** The frame of a page on a wall: nothing to press, but whatever says that what is shown may be old. */
export function DisplayShell({ children }: { readonly children: ReactNode }) {
  return (
    <ToastProvider>
      <div className="shell shell-display">
        <ConnectionBanner />
        {children}
        <SourceStrip />
      </div>
    </ToastProvider>
  );
}
