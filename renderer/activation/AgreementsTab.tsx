import { useState } from 'react';
import { NO_AGREEMENT, type AgreementRow } from '../../shared/agreement/agreement.contract.ts';
import { agreementStates, type AgreementState } from '../../shared/agreement/agreement.entity.ts';
import { agreementProblems, deadlines, feeOf } from '../../shared/agreement/agreement.rules.ts';
import { agreementTermsOf, type AgreementTerms } from '../../shared/agreement/agreementTerms.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { useLanguage, type LanguageTools } from '../ui/useLanguage.ts';
import { ActivationFrame, type Shared } from './ActivationFrame.tsx';
import { useRows } from './useRows.ts';

const TABLE_ID = 'agreements-table';
type Filter = AgreementState | typeof NO_AGREEMENT;

export const agreementTones: Readonly<Record<AgreementState, Tone>> = {
  draft: 'plain',
  signed: 'info',
  inForce: 'done',
  noticeGiven: 'wait',
  ended: 'plain',
};

/** The agreements of a programme's schools: their state, what is due next, and the year's fee. */
export function AgreementsTab({ shared }: { readonly shared: Shared }) {
  const language = useLanguage();
  const { t, format } = language;
  const [state, setState] = useState<Filter | ''>('');
  const query = {
    programme: shared.programme,
    text: shared.text,
    ...(state !== '' && { state }),
  };
  const rows = useRows('agreement.list', query, [
    'agreement',
    'establishment',
    'waveMembership',
    'wave',
    'programme',
  ]);
  const { head } = rows;
  const { One } = useTerms(head?.programme?.id);
  const terms = agreementTermsOf(head?.template ?? null);
  const today = head?.today ?? '';
  const columns = agreementColumns(language, terms, today, One('establishment'));
  return (
    <ActivationFrame
      shared={shared}
      tab="agreements"
      head={head}
      failure={rows.failure}
      onRetry={rows.reload}
      listId={TABLE_ID}
      line={t('activation:agreementsLine')}
      tools={
        <SelectField
          label={t('activation:state.label')}
          value={state}
          options={[
            { value: '', label: t('activation:allSchools') },
            ...[...agreementStates, NO_AGREEMENT].map((one) => ({
              value: one,
              label: `${t(`activation:agreementState.${one}`)} (${format.number(head?.counts[one] ?? 0)})`,
            })),
          ]}
          onChange={(one) => setState(one as Filter | '')}
        />
      }
      empty={
        head !== null && head.total === 0
          ? {
              text: t('activation:empty.filter'),
              action: {
                label: t('activation:showAll'),
                run: () => {
                  shared.onText('');
                  setState('');
                },
              },
            }
          : null
      }
    >
      <DataTable
        id={TABLE_ID}
        label={t('activation:tab.agreements')}
        columns={columns}
        count={head?.total ?? 0}
        rowAt={rows.rowAt}
        keyOf={(row) => row.id}
        onRange={rows.onRange}
        onOpen={(row) => shared.onSchool(row.id, 'agreement')}
      />
    </ActivationFrame>
  );
}

/** A school, its agreement, what is next and the fee of the year. */
function agreementColumns(
  { t, format, placed }: LanguageTools,
  terms: AgreementTerms | null,
  today: string,
  school: string,
): DataColumn<AgreementRow>[] {
  const year = Number(today.slice(0, 4));
  return [
    {
      id: 'school',
      label: school,
      width: 'minmax(220px, 1.7fr)',
      cell: (row) => <bdi title={placed(row)}>{placed(row)}</bdi>,
    },
    {
      id: 'number',
      label: t('activation:agreement.number'),
      width: 'minmax(100px, 0.7fr)',
      cell: (row) => <bdi>{row.agreement?.number ?? '–'}</bdi>,
    },
    {
      id: 'state',
      label: t('activation:state.label'),
      width: '130px',
      cell: ({ agreement }) => {
        const own = agreement?.state ?? null;
        return (
          <Tag tone={own === null ? 'plain' : agreementTones[own]}>
            {t(`activation:agreementState.${own ?? NO_AGREEMENT}`)}
          </Tag>
        );
      },
    },
    {
      id: 'next',
      label: t('activation:agreement.next'),
      width: 'minmax(220px, 2.2fr)',
      cell: ({ agreement }) => {
        if (agreement === null) return '–';
        const problems = agreementProblems(agreement, terms);
        if (problems.length > 0) {
          return <Tag tone="late">{t(`activation:problem.${problems[0]!}`)}</Tag>;
        }
        const next = terms === null ? undefined : deadlines(agreement, terms, today)[0];
        if (next === undefined) return '–';
        return t(`activation:deadline.${next.type}`, {
          day: format.day(next.on, today),
          year: next.stopYear ?? '',
        });
      },
    },
    {
      id: 'fee',
      label: t('activation:agreement.feeOf', { year }),
      width: '130px',
      end: true,
      cell: ({ agreement }) => {
        const fee = agreement === null || terms === null ? null : feeOf(year, agreement, terms);
        return fee === null
          ? '–'
          : t('activation:agreement.euros', { amount: format.number(fee.amount) });
      },
    },
  ];
}
