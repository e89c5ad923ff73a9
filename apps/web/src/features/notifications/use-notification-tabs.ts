import { useWords } from '../../kit/i18n/use-words.ts';
import { notificationWords } from './notification-words.ts';

/** The pages about messages, beside each other. */
export function useNotificationTabs() {
  const { tabs } = useWords(notificationWords);
  return [
    { to: '/notifications', label: tabs.channels, isExact: true },
    { to: '/notifications/rules', label: tabs.rules },
    { to: '/notifications/deliveries', label: tabs.deliveries },
  ] as const;
}
