import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FollowedSchool } from '../../../shared/tutoring/groups.contract.ts';
import type {
  TutoringGroupView,
  TutoringOverview,
} from '../../../shared/tutoring/tutoring.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { CommitArea, CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringWords } from '../useTutoringWords.ts';
import { PairSection } from './PairSection.tsx';
import { SchoolsSection } from './SchoolsSection.tsx';
import { SeriesForm } from './SeriesForm.tsx';
import styles from './Groups.module.css';

interface GroupPanelProps {
  readonly overview: TutoringOverview;
  readonly group: TutoringGroupView;
  readonly words: TutoringWords;
  readonly unfollowed: readonly FollowedSchool[];
  /** It was removed. */
  readonly onGone: () => void;
  readonly onSessions: () => void;
}

/** A group: its pair, its series, its schools. */
export function GroupPanel(props: GroupPanelProps) {
  const { overview, group, words, unfollowed, onGone, onSessions } = props;
  const { wave, mayOrganise, sessions } = overview;
  const { t, format } = useLanguage();
  const { counted } = useTerms();
  const { run, busy } = useDo();
  const [form, setForm] = useState<'series' | 'edit' | null>(null);
  const [removing, setRemoving] = useState(false);
  const own = sessions.filter((one) => one.group === group.id);
  const held = own.filter(({ status }) => status === 'held').length;

  function save(set: { label?: string; link?: string | null; note?: string | null }): void {
    void run('tutoring.saveGroup', { wave: wave!.id, group: group.id, set }, ({ changed }) =>
      changed === 0 ? null : t('tutoring:done.groupSaved', { name: set.label ?? group.label }),
    );
  }
  async function remove(): Promise<void> {
    const removed = await run('tutoring.removeGroup', { group: group.id }, () =>
      t('tutoring:done.groupRemoved', { name: group.label }),
    );
    if (removed !== null) onGone();
  }
  if (form === 'series') {
    return (
      <SeriesForm overview={overview} group={group} words={words} onDone={() => setForm(null)} />
    );
  }
  return (
    <>
      <h2 className={styles['title']}>
        <bdi>{group.label}</bdi>
      </h2>
      <section className={styles['section']} aria-labelledby="group-series">
        <h3 id="group-series" className={styles['heading']}>
          {t('tutoring:series.title')}
        </h3>
        <p>{words.series(group)}</p>
        {own.length > 0 && (
          <p className={styles['quiet']}>
            {t('tutoring:heldOf', { held: format.number(held), all: format.number(own.length) })}
          </p>
        )}
        <div className={styles['row']}>
          {group.mayLog && (
            <Button variant="default" size="compact-sm" onClick={() => setForm('series')}>
              {t(group.series === null ? 'tutoring:series.set' : 'tutoring:series.change')}
            </Button>
          )}
          {own.length > 0 && (
            <Button variant="subtle" size="compact-sm" onClick={onSessions}>
              {t('tutoring:showSessions')}
            </Button>
          )}
        </div>
      </section>
      <PairSection overview={overview} group={group} />
      <SchoolsSection overview={overview} group={group} unfollowed={unfollowed} />
      {(group.link !== null || group.note !== null) && form !== 'edit' && (
        <Facts>
          {group.link !== null && (
            <Fact name={t('tutoring:link')}>
              <a href={group.link} target="_blank" rel="noreferrer" dir="ltr">
                {group.link}
              </a>
            </Fact>
          )}
          {group.note !== null && (
            <Fact name={t('tutoring:note')}>
              <bdi>{group.note}</bdi>
            </Fact>
          )}
        </Facts>
      )}
      {mayOrganise && (
        <div className={styles['row']}>
          <Button
            variant="default"
            size="compact-sm"
            aria-expanded={form === 'edit'}
            onClick={() => setForm(form === 'edit' ? null : 'edit')}
          >
            {t('tutoring:editGroup')}
          </Button>
        </div>
      )}
      {form === 'edit' && (
        <div className={styles['section']}>
          <CommitField
            label={t('tutoring:label')}
            value={group.label}
            maxLength={200}
            required
            onCommit={(label) => label !== null && save({ label })}
          />
          <CommitField
            label={t('tutoring:link')}
            hint={t('tutoring:linkHint')}
            value={group.link}
            type="url"
            maxLength={400}
            onCommit={(link) => save({ link })}
          />
          <CommitArea
            label={t('tutoring:note')}
            value={group.note}
            maxLength={2_000}
            onCommit={(note) => save({ note })}
          />
          {removing ? (
            <div className={styles['danger']}>
              <p>
                {group.schools.length === 0
                  ? t('tutoring:remove.sureEmpty')
                  : t('tutoring:remove.sure', {
                      schools: counted('establishment', group.schools.length),
                    })}
              </p>
              <div className={styles['row']}>
                <Button color="red" size="compact-sm" disabled={busy} onClick={() => void remove()}>
                  {t('tutoring:remove.run')}
                </Button>
                <Button variant="subtle" size="compact-sm" onClick={() => setRemoving(false)}>
                  {t('tutoring:giveUp')}
                </Button>
              </div>
            </div>
          ) : (
            <div className={styles['row']}>
              <Button variant="subtle" size="compact-sm" onClick={() => setRemoving(true)}>
                {t('tutoring:remove.run')}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  );
}
