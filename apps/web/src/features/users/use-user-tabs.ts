import { useLanguage } from '../../kit/i18n/language-context.ts';
import { nav, rolesNav } from './nav.ts';

/** The pages about users, beside each other. */
export function useUserTabs() {
  const { language } = useLanguage();
  return [nav, rolesNav].map(({ to, label }) => ({ to, label: label[language] }));
}
