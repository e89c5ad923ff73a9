import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

interface PageStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly role: 'status' | 'alert';
  readonly children: ReactNode;
}

/** The state of a page or a panel without data: a drawing, a sentence, and the next step. */
export function PageState({ icon, title, role, children }: PageStateProps) {
  return (
    <div className="state" role={role}>
      <Icon name={icon} />
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}
