import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import type { FollowedSchool } from '../../../shared/tutoring/groups.contract.ts';
import { GROUP_MOST } from '../../../shared/tutoring/groups.rules.ts';
import type {
  TutoringGroupView,
  TutoringOverview,
} from '../../../shared/tutoring/tutoring.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { DateField } from '../../ui/fields.tsx';
import { ManyField } from '../../ui/ManyField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { MoveSchool } from './MoveSchool.tsx';
import { Warning } from './Warning.tsx';
import styles from './Groups.module.css';

interface SchoolsSectionProps {
  readonly overview: TutoringOverview;
  readonly group: TutoringGroupView;
  readonly unfollowed: readonly FollowedSchool[];
}

/** The schools of a group: who comes, who goes on to another. */
export function SchoolsSection({ overview, group, unfollowed }: SchoolsSectionProps) {
  const { mayOrganise, today } = overview;
  const { t, format, script, named } = useLanguage();
  const { Many, counted } = useTerms();
  const [moving, setMoving] = useState<string | null>(null);
  const { schools } = group;
  return (
    <section className={styles['section']} aria-labelledby="group-schools">
      <h3 id="group-schools" className={styles['heading']}>
        {format.line([Many('establishment'), format.number(schools.length)])}
      </h3>
      {schools.length > GROUP_MOST && (
        <Warning>
          {t('tutoring:tooManyWhy', { schools: counted('establishment', schools.length) })}
        </Warning>
      )}
      {schools.length === 0 && <p className={styles['quiet']}>{t('tutoring:noSchools')}</p>}
      {schools.length > 0 && (
        <ul className={styles['list']}>
          {schools.map((school) => (
            <li key={school.id} className={styles['item']}>
              <span className={styles['itemText']}>
                <bdi className={styles['itemName']}>{named(school)}</bdi>
                <span className={styles['quiet']}>
                  {format.line([
                    school.town !== null && script(school.town),
                    school.from !== null &&
                      t('tutoring:since', { day: format.day(school.from, today) }),
                  ])}
                </span>
              </span>
              {mayOrganise && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('tutoring:move.open', { name: named(school) })}
                  title={t('tutoring:move.open', { name: named(school) })}
                  aria-expanded={moving === school.id}
                  onClick={() => setMoving(moving === school.id ? null : school.id)}
                >
                  <IconArrowsExchange size={16} className="mirrored" aria-hidden="true" />
                </Button>
              )}
              {moving === school.id && (
                <MoveSchool
                  overview={overview}
                  school={school}
                  from={group.id}
                  onDone={() => setMoving(null)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayOrganise && <AddSchools overview={overview} group={group} unfollowed={unfollowed} />}
    </section>
  );
}

function AddSchools({ overview, group, unfollowed }: SchoolsSectionProps) {
  const { t, format, script } = useLanguage();
  const { run, busy } = useDo();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [on, setOn] = useState(overview.today);
  if (unfollowed.length === 0) {
    return <p className={styles['quiet']}>{t('tutoring:allFollowed')}</p>;
  }
  async function add(): Promise<void> {
    const input = {
      wave: overview.wave!.id,
      establishments: [...chosen],
      group: group.id,
      on,
    };
    const placed = await run('tutoring.place', input, ({ placed: count }) =>
      t('tutoring:done.placed', { name: group.label, n: format.number(count) }),
    );
    if (placed !== null) setChosen([]);
  }
  return (
    <>
      <ManyField
        label={t('tutoring:unfollowed', { n: format.number(unfollowed.length) })}
        add={t('tutoring:addSchool')}
        values={chosen}
        options={unfollowed.map(({ id, name, town }) => ({
          value: id,
          label: format.line([town !== null && script(town), script(name)]),
        }))}
        onChange={setChosen}
      />
      {chosen.length > 0 && (
        <>
          <DateField
            label={t('tutoring:fromDay')}
            value={on}
            today={overview.today}
            max={overview.today}
            required
            onCommit={(day) => day !== null && setOn(day)}
          />
          <div className={styles['row']}>
            <Button disabled={busy} onClick={() => void add()}>
              {t('tutoring:addToGroup')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
