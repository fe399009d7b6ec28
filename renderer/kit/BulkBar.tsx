import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import type { StepStatus } from '../../shared/kit/stepStatus.ts';
import { useCall } from '../bridge/useCall.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { focusRow } from './kit.focus.ts';
import { useKit } from './KitContext.tsx';
import { useKitAct } from './useKitAct.ts';
import styles from './BulkBar.module.css';

/** What can be done with several steps at once: each of them one action, taken back as one. */
export function BulkBar({ view, picked }: { view: KitView; picked: ReadonlySet<string> }) {
  const { t } = useLanguage();
  const { kit } = useKit();
  const act = useKitAct();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const establishment = view.establishment.id;
  const { value: people } = useCall('kit.people', { establishment }, ['grant']);
  const steps = view.steps.filter(({ id }) => picked.has(id)).map(({ id }) => id);
  const count = steps.length;
  const none = count === 0;

  async function tick(status: StepStatus): Promise<void> {
    const said = t(`kit:bulk.said.${status}`, { count });
    const input = status === 'notApplicable' ? { steps, status, reason } : { steps, status };
    if ((await act('kit.tickMany', input, said)) !== null) leave();
  }

  async function assign(person: string): Promise<void> {
    const name = people?.find((one) => one.person === person)?.name;
    const said =
      name === undefined
        ? t('kit:bulk.said.unassigned', { count })
        : t('kit:bulk.said.assigned', { count, name });
    const assignee = person === 'nobody' ? null : person;
    if ((await act('kit.assign', { steps, assignee }, said)) !== null) leave();
  }

  function leave(): void {
    kit.pick(null);
    focusRow(kit.store.getState().selected);
  }

  return (
    <section className={styles['bar']} aria-label={t('kit:bulk.label')}>
      <strong role="status" className={styles['count']}>
        {t('kit:bulk.count', { count })}
      </strong>
      {asking ? (
        <form
          className={styles['reason']}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '') void tick('notApplicable');
          }}
        >
          <input
            // The person has just asked for it.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            className={styles['input']}
            aria-label={t('reason.notApplicable')}
            placeholder={t('kit:bulk.reason')}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" disabled={reason.trim() === '' || none}>
            {t('reason.confirm.notApplicable')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsking(false)}>
            {t('reason.cancel')}
          </Button>
        </form>
      ) : (
        <div className={styles['actions']}>
          <Button size="xs" disabled={none} onClick={() => void tick('done')}>
            {t('status.done')}
          </Button>
          <Button size="xs" variant="default" disabled={none} onClick={() => void tick('todo')}>
            {t('status.todo')}
          </Button>
          <Button size="xs" variant="default" disabled={none} onClick={() => setAsking(true)}>
            {t('kit:bulk.notApplicable')}
          </Button>
          <select
            className={styles['select']}
            aria-label={t('kit:bulk.assign')}
            disabled={none || people === null}
            value=""
            onChange={(event) => void assign(event.currentTarget.value)}
          >
            <option value="" disabled>
              {t('kit:bulk.assign')}
            </option>
            <option value="nobody">{t('kit:assign.nobody')}</option>
            {(people ?? [])
              .filter(({ actors }) => actors.length > 0)
              .map(({ person, name, me }) => (
                <option key={person} value={person}>
                  {me ? t('kit:assign.me', { name }) : name}
                </option>
              ))}
          </select>
        </div>
      )}
      <Button size="xs" variant="subtle" onClick={leave}>
        {t('kit:bulk.leave')}
      </Button>
    </section>
  );
}
