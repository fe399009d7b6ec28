import { Button } from '@mantine/core';
import { IconCertificate, IconUserPlus } from '@tabler/icons-react';
import type { SheetRow } from '../../../shared/training/attendance.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { CommitField } from '../../ui/fields.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { HoursSection } from './HoursSection.tsx';
import { MarkConflicts } from './MarkConflicts.tsx';
import type { WhichHalf } from './marks.ts';
import { MoveSection } from './MoveSection.tsx';
import type { SheetDesk } from './useSheet.ts';
import { SignSection } from './SignSection.tsx';
import { usePapers } from './usePapers.ts';
import styles from './Panels.module.css';

interface PersonPanelProps {
  readonly overview: TrainingOverview;
  readonly desk: SheetDesk;
  readonly row: SheetRow;
  readonly which: WhichHalf;
  /** Goes on to the next of the list. */
  readonly onNext: () => void;
  /** Somebody came in their place. */
  readonly onReplace: () => void;
}

/** What is said of one person of a sheet, beside it. */
export function PersonPanel({ overview, desk, row, which, onNext, onReplace }: PersonPanelProps) {
  const { t, format, script } = useLanguage();
  const { sheet, mark } = desk;
  const papers = usePapers();
  const open = sheet.closed === null && sheet.mayRecord;
  const isAway = row.status === 'absent' || row.status === 'excused';
  const marked = row.marks.filter(({ status }) => status !== null);
  return (
    <>
      <div className={styles['head']}>
        <h2 className={styles['title']}>
          <bdi>{script(row.name)}</bdi>
        </h2>
        <p className={styles['quiet']}>
          {format.line([row.function, row.schoolName, row.town, row.group?.label])}
        </p>
        {row.walkIn && (
          <p>
            <Tag tone="plain">
              {row.replaces === null
                ? t('attendance:walkIn')
                : t('attendance:replaces', { name: row.replaces })}
            </Tag>
          </p>
        )}
      </div>
      <MarkConflicts row={row} />
      {open && (
        <SignSection
          row={row}
          which={which}
          onSign={async (signature) => {
            const said = await mark([{ enrolment: row.enrolment, half: which, signature }]);
            if (said && signature !== null) onNext();
          }}
        />
      )}
      {open && marked.length > 0 && (
        <CommitField
          label={t('attendance:note')}
          value={marked.find(({ note }) => note !== null)?.note ?? null}
          maxLength={400}
          onCommit={(note) =>
            void mark(marked.map(({ half }) => ({ enrolment: row.enrolment, half, note })))
          }
        />
      )}
      {open && isAway && (
        <Button
          variant="default"
          leftSection={<IconUserPlus size={16} aria-hidden="true" />}
          onClick={onReplace}
        >
          {t('attendance:add.replacement')}
        </Button>
      )}
      {sheet.mayRecord && <MoveSection sheet={sheet} row={row} />}
      {sheet.mayRecord && (
        <Button
          variant="default"
          leftSection={<IconCertificate size={16} aria-hidden="true" />}
          onClick={() =>
            void papers('print.saveCertificate', { person: row.enrolment, name: row.name })
          }
        >
          {t('attendance:print.certificate')}
        </Button>
      )}
      <HoursSection overview={overview} enrolment={row.enrolment} />
    </>
  );
}
