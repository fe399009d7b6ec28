import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Tutor } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import { useCall } from '../../bridge/useCall.ts';
import { Choice } from '../../ui/Choice.tsx';
import { CommitField } from '../../ui/fields.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

/** Who becomes a tutor; without an id, somebody without an account. */
export type NewTutor = Omit<Tutor, 'id' | 'left'> & { readonly id?: string };

interface AddTutorProps {
  readonly wave: string;
  /** Ids of those who are tutors of the group already. */
  readonly taken: readonly string[];
  readonly onAdd: (tutor: NewTutor) => void;
  readonly onClose: () => void;
}

/** Makes somebody a tutor: one of the people of the programme, or who has no account. */
export function AddTutor({ wave, taken, onAdd, onClose }: AddTutorProps) {
  const { t } = useLanguage();
  const [way, setWay] = useState<'people' | 'other'>('people');
  return (
    <div className={styles['form']} role="group" aria-label={t('tutoring:pair.add')}>
      <Choice
        label={t('tutoring:pair.who')}
        value={way}
        options={(['people', 'other'] as const).map((value) => ({
          value,
          label: t(`tutoring:pair.way.${value}`),
        }))}
        onChange={setWay}
      />
      {way === 'people' ? (
        <Chosen wave={wave} taken={taken} onAdd={onAdd} />
      ) : (
        <Written onAdd={onAdd} />
      )}
      <div className={styles['row']}>
        <Button variant="subtle" size="compact-sm" onClick={onClose}>
          {t('tutoring:giveUp')}
        </Button>
      </div>
    </div>
  );
}

function Chosen({ wave, taken, onAdd }: Omit<AddTutorProps, 'onClose'>) {
  const { t, format, script } = useLanguage();
  const [search, setSearch] = useState('');
  const found = useCall('tutoring.people', { wave, search }, ['grant']).value;
  const rows = (found?.rows ?? []).filter(({ person }) => !taken.includes(person));
  return (
    <>
      <SearchBox
        id="tutor-search"
        label={t('tutoring:pair.search')}
        value={search}
        onChange={setSearch}
        onLeave={() => document.querySelector<HTMLElement>('#tutor-found button')?.focus()}
      />
      <ul id="tutor-found" className={styles['list']}>
        {rows.map(({ person, name, email, phone, place, sphere }) => (
          <li key={person} className={styles['item']}>
            <span className={styles['itemText']}>
              <bdi className={styles['itemName']}>{script(name)}</bdi>
              <span className={styles['quiet']}>{format.line([place, sphere])}</span>
            </span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('tutoring:pair.choose', { name })}
              onClick={() =>
                onAdd({
                  id: person,
                  name,
                  ...(email !== null && { email }),
                  ...(phone !== null && { phone }),
                  ...(sphere !== null && { sphere }),
                })
              }
            >
              {t('tutoring:pair.take')}
            </Button>
          </li>
        ))}
      </ul>
      {found !== null && (
        <p className={styles['quiet']} role="status">
          {rows.length === 0
            ? t('tutoring:pair.nobodyFound')
            : found.total > found.rows.length &&
              t('tutoring:pair.more', { n: format.number(found.total - found.rows.length) })}
        </p>
      )}
    </>
  );
}

function Written({ onAdd }: Pick<AddTutorProps, 'onAdd'>) {
  const { t } = useLanguage();
  const [draft, setDraft] = useState<Readonly<Record<string, string | null>>>({});
  const name = draft['name'] ?? null;
  const field = (of: string, type: 'text' | 'email' | 'tel' = 'text', hint?: string) => (
    <CommitField
      label={t(`tutoring:pair.${of}`)}
      hint={hint}
      value={draft[of] ?? null}
      type={type}
      maxLength={of === 'sphere' ? 60 : 200}
      onCommit={(value) => setDraft((before) => ({ ...before, [of]: value }))}
    />
  );
  return (
    <>
      {field('name')}
      {field('sphere', 'text', t('tutoring:pair.sphereHint'))}
      {field('profession')}
      {field('email', 'email')}
      {field('phone', 'tel')}
      <div className={styles['row']}>
        <Button
          size="compact-sm"
          disabled={name === null}
          onClick={() =>
            onAdd({
              name: name!,
              ...(Object.fromEntries(
                Object.entries(draft).filter(([, value]) => value !== null),
              ) as Partial<NewTutor>),
            })
          }
        >
          {t('tutoring:pair.add')}
        </Button>
      </div>
    </>
  );
}
