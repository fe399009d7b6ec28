import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import {
  membershipStatuses,
  type MembershipStatus,
} from '../../shared/wave/waveMembership.entity.ts';
import {
  memberColumns,
  type Member,
  type MemberColumn,
  type WaveView,
} from '../../shared/wave/waves.contract.ts';
import { DataTable, type DataColumn, type DataOrder } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { AddSchools } from './AddSchools.tsx';
import { MemberPanel } from './MemberPanel.tsx';
import { PostponeForm } from './PostponeForm.tsx';
import { useTerms } from '../bridge/useTerms.ts';
import { useDo } from '../bridge/useDo.ts';
import { usePages } from './usePages.ts';
import type { Panel } from './panel.ts';
import { statusOptions, statusWord, toneOf } from './waves.words.ts';
import styles from './waves.module.css';

type Filter = MembershipStatus | 'left' | 'ownDate' | '';
/** Columns that are first sorted from the greatest. */
const FIGURES: readonly string[] = ['percent', 'late', 'blocked'];
const ENTITIES = ['waveMembership', 'establishment', 'kitStep', 'wave'];

interface MembersTabProps {
  readonly wave: WaveView;
  readonly setPanel: (panel: Panel) => void;
  readonly close: () => void;
  readonly onKit: (establishment: string) => void;
  readonly onImport: () => void;
}

/** The schools of a wave: found, sorted, chosen, and what is done with one or several of them. */
export function MembersTab({ wave, setPanel, close, onKit, onImport }: MembersTabProps) {
  const { t, format, named, script } = useLanguage();
  const terms = useTerms(wave.programme.id);
  const { One: oneHeading, Many: manyHeading } = terms;
  const schools = terms.many('establishment');
  const { run } = useDo();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<Filter>('');
  const [order, setOrder] = useState<DataOrder>({ column: 'town', descending: false });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<string | null>(null);
  const { total, rowAt, onRange } = usePages<Member>(
    'waves.members',
    {
      wave: wave.id,
      sort: order.column,
      descending: order.descending,
      ...(search === '' ? {} : { search }),
      ...(status === '' ? {} : { status }),
    },
    ENTITIES,
  );

  const columns = useMemo((): DataColumn<Member>[] => {
    const day = (text: string | null) =>
      text === null ? '—' : format.days([text], wave.today)(text);
    const texts: Record<MemberColumn, Omit<DataColumn<Member>, 'id' | 'label'>> = {
      name: { width: 'minmax(150px, 1.6fr)', cell: (member) => <bdi>{named(member)}</bdi> },
      town: {
        width: 'minmax(90px, 1fr)',
        spare: 1,
        cell: ({ town }) => <bdi>{town === null ? null : script(town)}</bdi>,
      },
      status: {
        width: '140px',
        cell: (member) => (
          <Tag tone={toneOf(member.status)}>
            {statusWord(t, terms, member.status ?? 'informed')}
          </Tag>
        ),
      },
      joinedOn: { width: '90px', spare: 5, cell: ({ joinedOn }) => day(joinedOn) },
      switchoverDate: {
        width: '110px',
        spare: 4,
        cell: (member) => (
          <>
            {day(member.switchoverDate)}
            {member.hasOwnDate && ' *'}
          </>
        ),
      },
      percent: {
        width: '74px',
        end: true,
        cell: ({ percent, applicable }) => (applicable === 0 ? '—' : format.percent(percent)),
      },
      late: { width: '80px', spare: 2, end: true, cell: ({ late }) => format.number(late) },
      blocked: {
        width: '80px',
        spare: 3,
        end: true,
        cell: ({ blocked }) => format.number(blocked),
      },
    };
    const choose: DataColumn<Member> = {
      id: 'choose',
      label: '',
      width: '36px',
      cell: ({ id, name, nameAr }) => (
        // The cell is not the row: choosing does not open.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <span onClick={(event) => event.stopPropagation()}>
          <Checkbox
            aria-label={t('waves:members.choose', { name: named({ name, nameAr }) })}
            checked={chosen.has(id)}
            onChange={() => setChosen((now) => toggled(now, id))}
          />
        </span>
      ),
    };
    const headings: Partial<Record<MemberColumn, string>> = {
      name: oneHeading('establishment'),
      switchoverDate: oneHeading('switchover'),
    };
    const rest = memberColumns.map((id) => ({
      id,
      label: headings[id] ?? t(`waves:col.${id}`),
      sortable: true,
      ...texts[id],
    }));
    return wave.mayEdit ? [choose, ...rest] : rest;
  }, [t, terms, oneHeading, format, named, script, wave.today, wave.mayEdit, chosen, setChosen]);

  const add = () =>
    setPanel({
      label: t('waves:do.addSchools', { schools }),
      content: <AddSchools wave={wave} onDone={close} />,
    });
  const open = (member: Member) => {
    setShown(member.id);
    setPanel({
      label: named(member),
      content: (
        <MemberPanel
          key={member.id}
          wave={wave}
          member={member}
          onKit={() => onKit(member.id)}
          onPostpone={() => postpone([member.id])}
          onDone={close}
        />
      ),
    });
  };
  const postpone = (establishments: readonly string[]) =>
    setPanel({
      label: t('waves:do.postpone'),
      content: (
        <PostponeForm
          key={establishments.join(' ')}
          wave={wave}
          establishments={establishments}
          onDone={() => {
            setChosen(new Set());
            close();
          }}
        />
      ),
    });

  async function setAll(next: MembershipStatus): Promise<void> {
    const establishments = [...chosen];
    await run('waves.setStatus', { wave: wave.id, establishments, status: next }, ({ changed }) =>
      t('waves:said.status', { n: changed, status: statusWord(t, terms, next) }),
    );
    setChosen(new Set());
  }

  const isFiltered = search !== '' || status !== '';
  return (
    <>
      <div className={styles['bar']}>
        {wave.mayEdit && (
          <>
            <Button size="sm" onClick={add}>
              {t('waves:do.addSchools', { schools })}
            </Button>
            <Button size="sm" variant="default" onClick={onImport}>
              {t('waves:do.import')}
            </Button>
          </>
        )}
        <NativeSelect
          size="sm"
          aria-label={t('waves:filter.label')}
          value={status}
          data={[
            { value: '', label: t('waves:filter.all') },
            ...membershipStatuses
              .filter((value) => wave.statuses[value] > 0)
              .map((value) => ({
                value,
                label: `${statusWord(t, terms, value)} (${format.number(wave.statuses[value])})`,
              })),
            { value: 'ownDate', label: t('waves:filter.ownDate') },
            { value: 'left', label: t('waves:filter.left') },
          ]}
          onChange={(event) => setStatus(event.currentTarget.value as Filter)}
        />
        {chosen.size > 0 && (
          <>
            <span role="status">{t('waves:members.chosen', { n: chosen.size })}</span>
            <NativeSelect
              size="sm"
              aria-label={t('waves:members.setStatus')}
              value=""
              data={[
                { value: '', label: t('waves:members.setStatus') },
                ...statusOptions(t, terms),
              ]}
              onChange={(event) => {
                const next = event.currentTarget.value;
                if (next !== '') void setAll(next as MembershipStatus);
              }}
            />
            <Button size="sm" variant="default" onClick={() => postpone([...chosen])}>
              {t('waves:do.postpone')}
            </Button>
            <Button size="sm" variant="subtle" onClick={() => setChosen(new Set())}>
              {t('waves:members.none')}
            </Button>
          </>
        )}
        <span className={styles['grow']} />
        <SearchBox
          id="wave-search"
          label={t('waves:members.search', { school: terms.one('establishment') })}
          value={search}
          onChange={setSearch}
          onLeave={() =>
            document
              .getElementById('wave-members')
              ?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
              ?.focus()
          }
        />
      </div>
      {total === 0 ? (
        <Message
          kind="empty"
          action={
            isFiltered
              ? {
                  label: t('waves:filter.clear'),
                  run: () => {
                    setSearch('');
                    setStatus('');
                  },
                }
              : wave.mayEdit
                ? { label: t('waves:do.addSchools', { schools }), run: add }
                : undefined
          }
        >
          {isFiltered
            ? t('waves:empty.found')
            : t('waves:empty.members', { schools: terms.many('establishment') })}
        </Message>
      ) : (
        <DataTable
          id="wave-members"
          label={manyHeading('establishment')}
          columns={columns}
          count={total ?? 0}
          rowAt={rowAt}
          keyOf={({ id }) => id}
          selected={shown}
          order={order}
          onSort={(column) =>
            setOrder((now) =>
              now.column === column
                ? { column, descending: !now.descending }
                : { column, descending: FIGURES.includes(column) },
            )
          }
          onOpen={open}
          onRange={onRange}
        />
      )}
      {wave.ownDates > 0 && <p className={styles['note']}>{t('waves:members.ownDate')}</p>}
    </>
  );
}

function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
