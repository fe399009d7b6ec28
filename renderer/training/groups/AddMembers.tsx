import { Button } from '@mantine/core';
import { useState } from 'react';
import type { GroupDetail } from '../../../shared/training/timetable.contract.ts';
import type { GroupView } from '../../../shared/training/training.views.ts';
import { useDo } from '../../bridge/useDo.ts';
import { DateField } from '../../ui/fields.tsx';
import { ManyField } from '../../ui/ManyField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

interface AddMembersProps {
  readonly group: GroupView;
  readonly detail: GroupDetail;
}

/** Puts those who are enrolled and in no group into this one, from a day on. */
export function AddMembers({ group, detail }: AddMembersProps) {
  const { t, format, script } = useLanguage();
  const { run, busy } = useDo();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [from, setFrom] = useState(detail.today);
  if (detail.waiting.length === 0) {
    return <p className={styles['quiet']}>{t('trainingGroups:nobodyWaits')}</p>;
  }
  async function add(): Promise<void> {
    const input = { group: group.id, enrolments: [...chosen], from };
    const added = await run('timetable.addMembers', input, ({ added: count }) =>
      t('trainingGroups:done.added', { name: group.label, n: format.number(count) }),
    );
    if (added !== null) setChosen([]);
  }
  return (
    <>
      <ManyField
        label={t('trainingGroups:waiting', { n: format.number(detail.waiting.length) })}
        add={t('trainingGroups:addPerson')}
        values={chosen}
        options={detail.waiting.map((one) => ({
          value: one.enrolment,
          label: format.line([script(one.name), one.schoolName, one.town]),
        }))}
        onChange={setChosen}
      />
      {chosen.length > 0 && (
        <>
          <DateField
            label={t('trainingGroups:from')}
            value={from}
            today={detail.today}
            required
            onCommit={(day) => day !== null && setFrom(day)}
          />
          <div className={styles['row']}>
            <Button disabled={busy} onClick={() => void add()}>
              {t('trainingGroups:add')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
