import { Button } from '@mantine/core';
import type {
  BlockerCase,
  BlockerDetail,
  BlockerRegister,
} from '../../../shared/tutoring/blockers.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Blockers.module.css';

interface BlockerSchoolsProps {
  readonly blocker: BlockerDetail;
  readonly register: BlockerRegister;
}

/** Schools that have met a blocker, and those in whose kit the same action is blocked. */
export function BlockerSchools({ blocker, register }: BlockerSchoolsProps) {
  const { t, format, placed } = useLanguage();
  const { Many, One, one } = useTerms();
  const { run, busy } = useDo();
  const { id, cases, blockedSteps } = blocker;
  const { mayWrite, schools, today } = register;
  const known = new Set(cases.map(({ establishment }) => establishment));
  const others = blockedSteps.filter(({ establishment }) => !known.has(establishment));
  const say = async (establishment: string, state: 'met' | 'lifted' | 'none'): Promise<void> => {
    await run('blockers.case', { id, establishment, state }, () => t(`blockers:done.${state}`));
  };
  const from = ({ on, source }: BlockerCase): string =>
    format.line([t(`blockers:source.${source}`), on !== null && format.day(on, today)]);
  return (
    <>
      <section className={styles['section']}>
        <h3 className={styles['heading']}>{Many('establishment')}</h3>
        {cases.length === 0 && <p className={styles['quiet']}>{t('blockers:noSchool')}</p>}
        <ul className={styles['lines']}>
          {cases.map((each) => (
            <li key={each.establishment} className={styles['line']}>
              <span className={styles['said']}>
                <bdi>
                  {each.name === null
                    ? t('blockers:elsewhere', { school: One('establishment') })
                    : placed({ ...each, name: each.name })}
                </bdi>
                <span className={styles['quiet']}>
                  {each.liftedOn === null
                    ? from(each)
                    : t('blockers:lifted', { day: format.day(each.liftedOn, today) })}
                </span>
              </span>
              {mayWrite && (
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={busy}
                  onClick={() =>
                    void say(each.establishment, each.liftedOn === null ? 'lifted' : 'met')
                  }
                >
                  {t(each.liftedOn === null ? 'blockers:do.lift' : 'blockers:do.notLifted')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {mayWrite && (
          <SelectField
            label={t('blockers:addSchool', { school: one('establishment') })}
            value=""
            options={[
              { value: '', label: t('blockers:choose') },
              ...schools
                .filter((school) => !known.has(school.id))
                .map((school) => ({ value: school.id, label: placed(school) })),
            ]}
            onChange={(school) => school !== '' && void say(school, 'met')}
          />
        )}
      </section>
      {others.length > 0 && (
        <section className={styles['section']}>
          <h3 className={styles['heading']}>{t('blockers:blockedInKits')}</h3>
          <ul className={styles['lines']}>
            {others.map((each) => (
              <li key={each.step} className={styles['line']}>
                <span className={styles['said']}>
                  <bdi>{placed(each)}</bdi>
                  {each.note !== null && <span className={styles['quiet']}>{each.note}</span>}
                </span>
                {mayWrite && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={busy}
                    onClick={() => void say(each.establishment, 'met')}
                  >
                    {t('blockers:do.same')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
