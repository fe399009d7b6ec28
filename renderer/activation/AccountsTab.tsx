import { populations } from '../../shared/activation/accountDistribution.entity.ts';
import { shareHandedOut, standingOf } from '../../shared/activation/accounts.rules.ts';
import type { AccountsRow } from '../../shared/activation/activation.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage, type LanguageTools } from '../ui/useLanguage.ts';
import { standingTones } from './accountWords.ts';
import { ActivationFrame, type Shared } from './ActivationFrame.tsx';
import { useRows } from './useRows.ts';
import styles from './Activation.module.css';

const TABLE_ID = 'accounts-table';

/** How far accounts have reached each population, school by school. */
export function AccountsTab({ shared }: { readonly shared: Shared }) {
  const language = useLanguage();
  const { t, format } = language;
  const query = { programme: shared.programme, text: shared.text };
  const rows = useRows('activation.accountsGrid', query, [
    'accountDistribution',
    'establishment',
    'waveMembership',
    'wave',
    'programme',
  ]);
  const { head } = rows;
  const { One } = useTerms(head?.programme?.id);
  const columns = accountColumns(language, One('establishment'));
  return (
    <ActivationFrame
      shared={shared}
      tab="accounts"
      head={head}
      failure={rows.failure}
      onRetry={rows.reload}
      listId={TABLE_ID}
      line={t('activation:accountsLine')}
      empty={
        head !== null && head.total === 0
          ? {
              text: t('activation:empty.filter'),
              action: { label: t('activation:showAll'), run: () => shared.onText('') },
            }
          : null
      }
    >
      {head !== null && (
        <p className={styles['keys']}>
          {populations.map((population) => {
            const { total, handedOut, undecided } = head.sums[population];
            return (
              <span key={population}>
                <b>{t(`activation:population.${population}`)}</b>{' '}
                {t('activation:handedOutOf', {
                  out: format.number(handedOut),
                  total: format.number(total),
                })}
                {undecided > 0 && ` · ${t('activation:undecided', { count: undecided })}`}
              </span>
            );
          })}
        </p>
      )}
      <DataTable
        id={TABLE_ID}
        label={t('activation:tab.accounts')}
        columns={columns}
        count={head?.total ?? 0}
        rowAt={rows.rowAt}
        keyOf={(row) => row.id}
        onRange={rows.onRange}
        onOpen={(row) => shared.onSchool(row.id, 'accounts')}
      />
    </ActivationFrame>
  );
}

/** A school and its populations. */
function accountColumns(
  { t, format, placed }: LanguageTools,
  school: string,
): DataColumn<AccountsRow>[] {
  return [
    {
      id: 'school',
      label: school,
      width: 'minmax(220px, 1.6fr)',
      cell: (row) => <bdi title={placed(row)}>{placed(row)}</bdi>,
    },
    ...populations.map((population): DataColumn<AccountsRow> => ({
      id: population,
      label: t(`activation:population.${population}`),
      width: 'minmax(120px, 1fr)',
      cell: (row) => {
        const own = row.accounts.find((one) => one.population === population)!;
        const standing = standingOf(own);
        const share = shareHandedOut(own);
        return (
          <Tag tone={standingTones[standing]}>
            {standing === 'underWay' && share !== null
              ? format.percent(share)
              : t(`activation:standing.${standing}`)}
          </Tag>
        );
      },
    })),
  ];
}
