import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TutoringFrame } from '../TutoringFrame.tsx';
import type { TutoringTabProps } from '../tutoringTabs.ts';

export function LogTab(shared: TutoringTabProps) {
  const { t } = useLanguage();
  return (
    <TutoringFrame shared={shared} tab="log">
      <Message kind="empty">{t('tutoring:loading')}</Message>
    </TutoringFrame>
  );
}
