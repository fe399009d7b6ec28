import { IconCalendarOff, IconCheck, IconX } from '@tabler/icons-react';
import type { TutoringSessionView } from '../../../shared/tutoring/tutoring.contract.ts';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';

const tones: Readonly<Record<TutoringSessionView['status'], Tone>> = {
  planned: 'info',
  held: 'done',
  cancelled: 'plain',
  dayOff: 'wait',
};
const icons = {
  planned: undefined,
  held: <IconCheck size={14} aria-hidden="true" />,
  cancelled: <IconX size={14} aria-hidden="true" />,
  dayOff: <IconCalendarOff size={14} aria-hidden="true" />,
};

/** What has become of a session. */
export function StatusTag({ status, moved }: Pick<TutoringSessionView, 'status' | 'moved'>) {
  const { t } = useLanguage();
  const isMoved = moved && status === 'planned';
  return (
    <Tag tone={isMoved ? 'wait' : tones[status]} icon={icons[status]}>
      {t(isMoved ? 'tutoring:status.moved' : `tutoring:status.${status}`)}
    </Tag>
  );
}
