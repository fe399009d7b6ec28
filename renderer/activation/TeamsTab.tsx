import { useState } from 'react';
import type { TeamRow } from '../../shared/people/team.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Choice } from '../ui/Choice.tsx';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { useLanguage, type LanguageTools } from '../ui/useLanguage.ts';
import { ActivationFrame, type Shared } from './ActivationFrame.tsx';
import { useTeamWords } from './useTeamWords.ts';
import { useRows } from './useRows.ts';

const TABLE_ID = 'teams-table';

/** Project teams, those under their minimum first in sight. */
export function TeamsTab({ shared }: { readonly shared: Shared }) {
  const language = useLanguage();
  const { t } = language;
  const words = useTeamWords();
  const [show, setShow] = useState<'lacking' | 'all'>('lacking');
  /** Without a minimum no team is under it: all of them are of interest. */
  const [ruled, setRuled] = useState(true);
  const query = {
    programme: shared.programme,
    text: shared.text,
    lacking: ruled && show === 'lacking',
  };
  const rows = useRows('team.list', query, [
    'teamMember',
    'establishment',
    'waveMembership',
    'wave',
    'programme',
  ]);
  const { head } = rows;
  const { One } = useTerms(head?.programme?.id);
  const hasRule = head === null ? ruled : head.rule !== null;
  if (hasRule !== ruled) setRuled(hasRule);
  const columns = teamColumns(language, words, One('establishment'));
  return (
    <ActivationFrame
      shared={shared}
      tab="teams"
      head={head}
      failure={rows.failure}
      onRetry={rows.reload}
      listId={TABLE_ID}
      line={
        head !== null &&
        (ruled
          ? t('activation:teamsLine', { count: head.lacking })
          : t('activation:empty.teamRule'))
      }
      tools={
        ruled && (
          <Choice
            label={t('activation:only')}
            value={show}
            options={[
              { value: 'lacking', label: t('activation:teamsLacking') },
              { value: 'all', label: t('activation:allSchools') },
            ]}
            onChange={setShow}
          />
        )
      }
      empty={
        head === null || head.total > 0
          ? null
          : {
              text: t(
                ruled && show === 'lacking' ? 'activation:empty.teams' : 'activation:empty.filter',
              ),
            }
      }
    >
      <DataTable
        id={TABLE_ID}
        label={t('activation:tab.teams')}
        columns={columns}
        count={head?.total ?? 0}
        rowAt={rows.rowAt}
        keyOf={(row) => row.id}
        onRange={rows.onRange}
        onOpen={(row) => shared.onSchool(row.id, 'team')}
      />
    </ActivationFrame>
  );
}

/** A school, how many people are in its team, and what it lacks. */
function teamColumns(
  { t, format, placed }: LanguageTools,
  words: ReturnType<typeof useTeamWords>,
  school: string,
): DataColumn<TeamRow>[] {
  return [
    {
      id: 'school',
      label: school,
      width: 'minmax(220px, 1fr)',
      cell: (row) => <bdi title={placed(row)}>{placed(row)}</bdi>,
    },
    {
      id: 'members',
      label: t('activation:members'),
      width: '90px',
      end: true,
      cell: (row) => format.number(row.members),
    },
    {
      id: 'lacks',
      label: t('activation:lacks'),
      width: 'minmax(300px, 2.4fr)',
      cell: (row) => (
        <span title={row.warnings.map(words).join('\n')}>
          {row.warnings.length === 0
            ? t('activation:complete')
            : format.line(row.warnings.map(words))}
        </span>
      ),
    },
  ];
}
