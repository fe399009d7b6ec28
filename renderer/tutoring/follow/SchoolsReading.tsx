import { useMemo, useState } from 'react';
import type { FollowedSchool } from '../../../shared/tutoring/groups.contract.ts';
import type { TutoringGroupView } from '../../../shared/tutoring/tutoring.contract.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Message } from '../../ui/Message.tsx';
import { plain } from '../../ui/plain.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { Marks } from './Marks.tsx';
import styles from './Follow.module.css';

interface SchoolsReadingProps {
  readonly schools: readonly FollowedSchool[];
  readonly groups: readonly TutoringGroupView[];
  readonly today: string;
  readonly selected: string | undefined;
  readonly onOpen: (school: string) => void;
}

const NOBODY = 'nobody';

/** The schools of a wave with who follows them; those whom nobody does come first. */
export function SchoolsReading({ schools, groups, today, selected, onOpen }: SchoolsReadingProps) {
  const { t, format, named, script } = useLanguage();
  const { One, Many } = useTerms();
  const [search, setSearch] = useState('');
  const [group, setGroup] = useState('');
  const shown = useMemo(() => {
    const words = plain(search).split(/\s+/).filter(Boolean);
    return schools.filter(({ name, nameAr, town, code, tutors, group: of }) => {
      if (group === NOBODY ? of !== null : group !== '' && of !== group) return false;
      const text = plain([name, nameAr, town, code, ...tutors].join(' '));
      return words.every((word) => text.includes(word));
    });
  }, [schools, search, group]);
  const columns = useMemo(
    (): readonly DataColumn<FollowedSchool>[] => [
      {
        id: 'town',
        label: t('tutoring:col.town'),
        width: 'minmax(90px, 0.9fr)',
        spare: 2,
        cell: ({ town }) => (town === null ? '—' : script(town)),
      },
      {
        id: 'name',
        label: One('establishment'),
        width: 'minmax(150px, 1.6fr)',
        cell: (school) => <bdi className={styles['name']}>{named(school)}</bdi>,
      },
      {
        id: 'group',
        label: t('tutoring:group'),
        width: 'minmax(130px, 1fr)',
        cell: ({ groupLabel }) =>
          groupLabel === null ? (
            <Tag tone="late">{t('tutoring:follow.nobody')}</Tag>
          ) : (
            <bdi>{groupLabel}</bdi>
          ),
      },
      {
        id: 'tutors',
        label: t('tutoring:tutors'),
        width: 'minmax(150px, 1.4fr)',
        spare: 1,
        cell: ({ tutors }) => <bdi>{format.list(tutors.map(script))}</bdi>,
      },
      {
        id: 'marks',
        label: t('tutoring:follow.marks'),
        width: '124px',
        cell: ({ marks }) => <Marks marks={marks} today={today} />,
      },
      {
        id: 'last',
        label: t('tutoring:follow.last'),
        width: 'minmax(130px, 0.9fr)',
        cell: ({ last }) =>
          last === null ? (
            <span className={styles['quiet']}>{t('tutoring:follow.never')}</span>
          ) : (
            format.line([format.day(last.on, today), t(`tutoring:follow.kind.${last.kind}`)])
          ),
      },
    ],
    [t, format, named, script, One, today],
  );
  return (
    <>
      <div className={styles['filters']}>
        <SearchBox
          id="follow-search"
          label={t('tutoring:follow.search')}
          value={search}
          onChange={setSearch}
          onLeave={() =>
            document.querySelector<HTMLElement>('#tutoring-follow [data-index="0"]')?.focus()
          }
        />
        <SelectField
          label={t('tutoring:group')}
          value={group}
          options={[
            { value: '', label: t('tutoring:allGroups') },
            { value: NOBODY, label: t('tutoring:follow.nobody') },
            ...groups.map(({ id, label }) => ({ value: id, label })),
          ]}
          onChange={setGroup}
        />
      </div>
      {shown.length === 0 ? (
        <Message
          kind="empty"
          {...(schools.length > 0 && {
            action: {
              label: t('tutoring:follow.clear'),
              run: () => {
                setSearch('');
                setGroup('');
              },
            },
          })}
        >
          {t('tutoring:follow.none')}
        </Message>
      ) : (
        <DataTable
          id="tutoring-follow"
          label={Many('establishment')}
          columns={columns}
          count={shown.length}
          rowAt={(index) => shown[index]}
          keyOf={({ id }) => id}
          selected={selected ?? null}
          listKey={`${search} ${group}`}
          onOpen={({ id }) => onOpen(id)}
        />
      )}
    </>
  );
}
