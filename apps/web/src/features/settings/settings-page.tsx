import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { AboutPanel } from './about-panel.tsx';
import { FactorForm } from './factor-form.tsx';
import { TenantForm } from './tenant-form.tsx';
import { settingsWords } from './settings-words.ts';
import './settings.css';

export function SettingsPage() {
  const words = useWords(settingsWords);
  const settings = useQuery(trpc.settings.get.queryOptions());
  return (
    <Page title={words.title}>
      <div className="panels">
        <QueryState query={settings} failed={words.failed}>
          {(shown) => (
            <div className="stack">
              {/* Anew for each version: a form begins with what is stored. */}
              <section className="panel" aria-label={words.tenant.title}>
                <header className="panel-header">
                  <h2>{words.tenant.title}</h2>
                </header>
                <TenantForm key={shown.version} settings={shown} />
              </section>
              <section className="panel" aria-label={words.factor.title}>
                <header className="panel-header">
                  <h2>{words.factor.title}</h2>
                </header>
                <FactorForm key={shown.version} settings={shown} />
              </section>
            </div>
          )}
        </QueryState>
        <AboutPanel />
      </div>
    </Page>
  );
}
