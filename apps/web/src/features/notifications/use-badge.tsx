import { useWords } from '../../kit/i18n/use-words.ts';
import { Badge } from '../../kit/ui/badge.tsx';
import { notificationWords } from './notification-words.ts';

/** Whether a channel or a rule is in use. */
export function UseBadge({ enabled }: { readonly enabled: boolean }) {
  const words = useWords(notificationWords);
  return <Badge kind={enabled ? 'live' : 'void'}>{enabled ? words.enabled : words.off}</Badge>;
}
