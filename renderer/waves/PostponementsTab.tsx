import type { WaveView } from '../../shared/wave/waves.contract.ts';
import { useCall } from '../bridge/useCall.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Message } from '../ui/Message.tsx';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import type { PostponementView } from '../../shared/wave/waves.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** What was put off or given up in a wave, with its notice and what it costs. */
export function PostponementsTab({ wave }: { readonly wave: WaveView }) {
  const { t, format, placed } = useLanguage();
  const { One } = useTerms(wave.programme.id);
  const { value } = useCall('waves.postponements', { wave: wave.id }, [
    'postponement',
    'establishment',
  ]);
  if (value === null) return null;
  if (value.length === 0) return <Message kind="empty">{t('waves:empty.postponements')}</Message>;
  // A column is read from top to bottom: what is said with its year there, all of it is.
  const said = format.days(
    value.flatMap(({ fromDate, toDate, decidedOn, noticeOn }) => [
      fromDate,
      toDate,
      decidedOn,
      noticeOn,
    ]),
    wave.today,
  );
  const day = (text: string | null) => (text === null ? '—' : said(text));
  const columns: DataColumn<PostponementView>[] = [
    {
      id: 'school',
      label: One('establishment'),
      width: 'minmax(160px, 1.5fr)',
      cell: ({ establishment }) => <bdi title={placed(establishment)}>{placed(establishment)}</bdi>,
    },
    {
      id: 'kind',
      label: t('waves:col.what'),
      width: '140px',
      cell: ({ kind }) => t(`waves:postponementKind.${kind}`),
    },
    {
      id: 'decided',
      label: t('waves:col.decided'),
      width: '110px',
      cell: (one) => day(one.decidedOn),
    },
    { id: 'from', label: t('waves:col.from'), width: '110px', cell: (one) => day(one.fromDate) },
    {
      id: 'to',
      label: t('waves:col.to'),
      width: '130px',
      cell: (one) =>
        one.toWave === null ? day(one.toDate) : `${one.toWave.label} · ${day(one.toDate)}`,
    },
    {
      id: 'notice',
      label: t('waves:col.notice'),
      width: '130px',
      cell: (one) =>
        one.noticeOn === null
          ? '—'
          : `${day(one.noticeOn)}${one.registeredLetter ? ` · ${t('waves:postpone.letterShort')}` : ''}`,
    },
    {
      id: 'costs',
      label: t('waves:col.costs'),
      width: '90px',
      end: true,
      cell: ({ costsDue }) => (costsDue === null ? '—' : format.number(costsDue)),
    },
    {
      id: 'reason',
      label: t('waves:col.reason'),
      width: 'minmax(120px, 1fr)',
      cell: ({ reason }) => <bdi>{reason}</bdi>,
    },
  ];
  return (
    <DataTable
      id="wave-postponements"
      label={t('waves:tabs.postponements')}
      columns={columns}
      count={value.length}
      rowAt={(index) => value[index]}
      keyOf={({ id }) => id}
    />
  );
}
