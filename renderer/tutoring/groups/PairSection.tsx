import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { tutoringGroupsContract } from '../../../shared/tutoring/groups.contract.ts';
import { pairProblem } from '../../../shared/tutoring/groups.rules.ts';
import type { Tutor } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import type {
  TutoringGroupView,
  TutoringOverview,
} from '../../../shared/tutoring/tutoring.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { AddTutor, type NewTutor } from './AddTutor.tsx';
import { Warning } from './Warning.tsx';
import styles from './Groups.module.css';

type Save = InputOf<(typeof tutoringGroupsContract)['tutoring.saveGroup']>['set'];

interface PairSectionProps {
  readonly overview: TutoringOverview;
  readonly group: TutoringGroupView;
}

/** The tutors of a group: a pair, one of each sphere. */
export function PairSection({ overview, group }: PairSectionProps) {
  const { wave, mayOrganise } = overview;
  const { t, format, script } = useLanguage();
  const { run, busy } = useDo();
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const problem = pairProblem(group.tutors);

  async function save(tutors: Save['tutors'], said: string, name: string): Promise<void> {
    const input = { wave: wave!.id, group: group.id, set: { tutors } };
    await run('tutoring.saveGroup', input, ({ changed }) =>
      changed === 0 ? null : t(`tutoring:done.${said}`, { name, group: group.label }),
    );
  }
  function add(tutor: NewTutor): void {
    setAdding(false);
    void save([...group.tutors, tutor], 'tutorAdded', tutor.name);
  }
  function change(one: Tutor, set: { sphere?: string | null; profession?: string | null }): void {
    const next = Object.fromEntries(
      Object.entries({ ...one, ...set }).filter(([, value]) => value !== null),
    ) as Tutor;
    const all = group.tutors.map((other) => (other.id === one.id ? next : other));
    void save(all, 'tutorSaved', one.name);
  }
  return (
    <section className={styles['section']} aria-labelledby="group-pair">
      <h3 id="group-pair" className={styles['heading']}>
        {t('tutoring:pair.title')}
      </h3>
      {problem !== null && <Warning>{t(`tutoring:pair.${problem}`)}</Warning>}
      {group.tutors.length > 0 && (
        <ul className={styles['list']}>
          {group.tutors.map((one) => (
            <li key={one.id} className={styles['item']}>
              <span className={styles['itemText']}>
                <bdi className={styles['itemName']}>{script(one.name)}</bdi>
                <span className={styles['quiet']}>
                  {format.line([one.sphere, one.profession, one.phone])}
                </span>
                {one.email !== undefined && (
                  <span className={styles['quiet']} dir="ltr">
                    {one.email}
                  </span>
                )}
              </span>
              {mayOrganise && (
                <>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-expanded={editing === one.id}
                    aria-label={t('tutoring:pair.edit', { name: one.name })}
                    onClick={() => setEditing(editing === one.id ? null : one.id)}
                  >
                    {t('tutoring:edit')}
                  </Button>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    disabled={busy}
                    aria-label={t('tutoring:pair.remove', { name: one.name })}
                    onClick={() =>
                      void save(
                        group.tutors.filter(({ id }) => id !== one.id),
                        'tutorRemoved',
                        one.name,
                      )
                    }
                  >
                    <IconX size={16} aria-hidden="true" />
                  </Button>
                </>
              )}
              {editing === one.id && (
                <div className={styles['form']}>
                  <CommitField
                    label={t('tutoring:pair.sphere')}
                    hint={t('tutoring:pair.sphereHint')}
                    value={one.sphere ?? null}
                    maxLength={60}
                    onCommit={(sphere) => change(one, { sphere })}
                  />
                  <CommitField
                    label={t('tutoring:pair.profession')}
                    value={one.profession ?? null}
                    maxLength={200}
                    onCommit={(profession) => change(one, { profession })}
                  />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayOrganise &&
        (adding ? (
          <AddTutor
            wave={wave!.id}
            taken={group.tutors.map(({ id }) => id)}
            onAdd={add}
            onClose={() => setAdding(false)}
          />
        ) : (
          <div className={styles['row']}>
            <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
              {t('tutoring:pair.add')}
            </Button>
          </div>
        ))}
    </section>
  );
}
