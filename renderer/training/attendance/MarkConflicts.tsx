import { Button } from '@mantine/core';
import type { SheetRow } from '../../../shared/training/attendance.contract.ts';
import { attendanceStatuses } from '../../../shared/training/attendance.entity.ts';
import type { ConflictView } from '../../../shared/sync/sync.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useMarkConflicts } from './useMarkConflicts.ts';
import styles from './Panels.module.css';

/** What two people said of the same half-day without having seen each other: one is chosen. */
export function MarkConflicts({ row }: { readonly row: SheetRow }) {
  const { t } = useLanguage();
  const conflicts = useMarkConflicts();
  const open = row.marks.flatMap(({ id, half }) =>
    (conflicts.get(id) ?? []).map((conflict) => ({ conflict, half })),
  );
  if (open.length === 0) return null;
  return (
    <section className={styles['section']} aria-label={t('attendance:conflict.title')}>
      <h3 className={styles['sub']}>{t('attendance:conflict.title')}</h3>
      {open.map(({ conflict, half }) => (
        <div key={conflict.id} className={styles['choice']}>
          <p className={styles['quiet']}>{t(`attendance:half.${half}`)}</p>
          {conflict.versions.map((version, index) => (
            <Version
              key={`${version.by.person} ${version.at}`}
              conflict={conflict}
              index={index}
              version={version}
            />
          ))}
        </div>
      ))}
    </section>
  );
}

function Version({
  conflict,
  index,
  version,
}: {
  readonly conflict: ConflictView;
  readonly index: number;
  readonly version: ConflictView['versions'][number];
}) {
  const { t, format } = useLanguage();
  const { run, busy } = useDo();
  const { value, others, by, at } = version;
  const status = attendanceStatuses.find((one) => one === value);
  const time = others['arrivedAt'];
  const said =
    status !== undefined
      ? format.line([t(`attendance:status.${status}`), typeof time === 'string' && time])
      : conflict.field === 'deleted'
        ? t(value === true ? 'attendance:conflict.removed' : 'attendance:conflict.kept')
        : conflict.field === 'signature'
          ? t(value === null ? 'attendance:conflict.unsigned' : 'attendance:signed')
          : typeof value === 'string'
            ? value
            : t('attendance:unmarked');
  return (
    <div className={styles['version']}>
      <span>
        <strong>{said}</strong>
        <span className={styles['quiet']}>
          {format.line([
            by.me ? t('conflict.me') : (by.name ?? t('conflict.unknown')),
            format.time(at),
          ])}
        </span>
      </span>
      {conflict.mayResolve && (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          onClick={() =>
            void run('sync.resolve', { ids: [conflict.id], keep: index }, () =>
              t('attendance:conflict.done', { said }),
            )
          }
        >
          {t('attendance:conflict.keep')}
        </Button>
      )}
    </div>
  );
}
