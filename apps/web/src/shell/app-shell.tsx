import { Suspense, lazy, useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../kit/i18n/use-words.ts';
import { ToastProvider } from '../kit/ui/toast-provider.tsx';
import { useNarrow } from '../kit/ui/use-narrow.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Rail } from './rail.tsx';
import { shellWords } from './shell-words.ts';
import { SourceStrip } from './source-strip.tsx';
import { TopBar } from './top-bar.tsx';
import { useFocusOnNewPage } from './use-focus-on-new-page.ts';
import { useShellKeys } from './use-shell-keys.ts';
import './shell.css';

// Not of the first download: somebody has to ask for them.
const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }));
const KeyHelp = lazy(async () => ({ default: (await import('./key-help.tsx')).KeyHelp }));
const MoreSheet = lazy(async () => ({ default: (await import('./more-sheet.tsx')).MoreSheet }));

type Overlay = 'palette' | 'keys' | 'more';

/** The frame around every page: rail, top bar, banner, strip, and a bar at the thumb on phones. */
export function AppShell({ children }: { readonly children: ReactNode }) {
  const words = useWords(shellWords);
  const isNarrow = useNarrow();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const openPalette = useCallback(() => {
    setOverlay('palette');
  }, []);
  const openKeys = useCallback(() => {
    setOverlay('keys');
  }, []);
  const close = (): void => {
    setOverlay(null);
  };
  useShellKeys({ onPalette: openPalette, onHelp: openKeys });
  useFocusOnNewPage();
  return (
    <ToastProvider>
      <div className="shell">
        <a className="skip-link button" href="#content">
          {words.nav.skip}
        </a>
        {!isNarrow && <Rail onHelp={openKeys} />}
        <TopBar onPalette={openPalette} />
        <ConnectionBanner />
        {children}
        <SourceStrip />
        {isNarrow && (
          <BottomBar
            onMore={() => {
              setOverlay('more');
            }}
          />
        )}
        <Suspense>
          {overlay === 'palette' && <Palette onClose={close} />}
          {overlay === 'keys' && <KeyHelp onClose={close} />}
          {overlay === 'more' && <MoreSheet onClose={close} />}
        </Suspense>
      </div>
    </ToastProvider>
  );
}
