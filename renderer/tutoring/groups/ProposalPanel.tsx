import { Button } from '@mantine/core';
import type { GroupProposal } from '../../../shared/tutoring/groups.contract.ts';
import type { TutoringOverview } from '../../../shared/tutoring/tutoring.contract.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { FOLLOW_READ } from '../useTutoring.ts';
import styles from './Groups.module.css';

interface ProposalPanelProps {
  readonly overview: TutoringOverview;
  readonly onDone: () => void;
}

/** Groups for all schools that nobody follows; nothing is made before somebody agrees. */
export function ProposalPanel({ overview, onDone }: ProposalPanelProps) {
  const { t, format, script, named } = useLanguage();
  const { counted: ofTerm } = useTerms();
  const { run, busy } = useDo();
  const wave = overview.wave!.id;
  const { value, failure } = useCall('tutoring.propose', { wave }, FOLLOW_READ);
  const labelOf = ({ group, label }: GroupProposal): string =>
    group === null ? t('tutoring:groupNumber', { number: format.number(Number(label)) }) : label;
  const counted = (count: number): string => ofTerm('establishment', count);

  async function apply(groups: readonly GroupProposal[]): Promise<void> {
    const input = {
      wave,
      groups: groups.map((one) => ({
        group: one.group,
        label: labelOf(one),
        schools: one.schools.map(({ id }) => id),
      })),
    };
    const made = await run('tutoring.applyProposal', input, ({ schools }) =>
      t('tutoring:propose.done', { schools: counted(schools) }),
    );
    if (made !== null) onDone();
  }
  if (value === null) {
    return failure === null ? (
      <p role="status" className={styles['quiet']}>
        {t('tutoring:loading')}
      </p>
    ) : (
      <Message kind="error">{failureWords(t, failure)}</Message>
    );
  }
  return (
    <>
      <h2 className={styles['title']}>{t('tutoring:propose.title')}</h2>
      <p className={styles['quiet']}>{t('tutoring:propose.hint')}</p>
      {value.groups.map((one) => (
        <details key={one.group ?? one.label}>
          <summary>
            <strong>{labelOf(one)}</strong> ·{' '}
            {format.line([
              counted(one.schools.length),
              one.group !== null && t('tutoring:propose.there'),
            ])}
          </summary>
          <ul className={styles['list']}>
            {one.schools.map(({ town, together, ...school }) => (
              <li key={school.id} className={styles['item']}>
                <span className={styles['itemText']}>
                  <bdi>{named(school)}</bdi>
                  <span className={styles['quiet']}>
                    {format.line([town !== null && script(town), together])}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
      <div className={styles['row']}>
        <Button
          disabled={busy || value.groups.length === 0}
          onClick={() => void apply(value.groups)}
        >
          {t('tutoring:propose.run')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('tutoring:giveUp')}
        </Button>
      </div>
    </>
  );
}
