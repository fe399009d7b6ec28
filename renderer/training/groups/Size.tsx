import type { GroupView } from '../../../shared/training/training.views.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

interface SizeProps {
  readonly group: GroupView;
  readonly bounds: { readonly aim: number; readonly max: number } | null;
}

/** How many people a group has against what it should have; of one known in part, how many are here. */
export function Size({ group, bounds }: SizeProps) {
  const { t, format } = useLanguage();
  const size = format.number(group.size);
  if (group.partial) return <>{t('trainingGroups:ofYours', { size })}</>;
  if (bounds === null) return <>{size}</>;
  const of = t('trainingGroups:of', {
    size,
    aim: format.number(bounds.aim),
    max: format.number(bounds.max),
  });
  return (
    <span className={styles['name']}>
      {/* Before the figures: where there is no room, their end is cut off. */}
      {group.size > bounds.max && <Tag tone="late">{t('trainingGroups:tooMany')}</Tag>}
      {of}
    </span>
  );
}
