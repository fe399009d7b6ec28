import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { WaveSummary } from '../../shared/wave/waves.contract.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useTerms, type Terms } from '../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { WaveForm } from './WaveForm.tsx';

/** Entities that the figures of waves are made of. */
export const WAVE_ENTITIES = [
  'wave',
  'waveEvent',
  'waveMembership',
  'establishment',
  'kitStep',
  'kitAction',
  'grant',
  'postponement',
  'readiness',
  'observation',
  'programme',
  'environmentWindow',
];

type Language = ReturnType<typeof useLanguage>;

/** All waves with their figures, and the way to a new one. */
export function WaveList({ onOpen }: { readonly onOpen: (wave: string) => void }) {
  const { t, format, script } = useLanguage();
  const terms = useTerms();
  const { Many, many, one } = terms;
  const list = useCall('waves.list', {}, WAVE_ENTITIES);
  const [making, setMaking] = useState(false);
  useReady(list.value === null ? null : 'waves');
  const value = list.value;
  const several = new Set(value?.waves.map(({ programme }) => programme.id)).size > 1;

  const columns = useMemo(
    () => waveColumns(t, format, script, terms, several),
    [t, format, script, terms, several],
  );

  if (value === null) {
    return list.failure === null ? (
      <main aria-busy="true" />
    ) : (
      <Message kind="error" page action={{ label: t('retry'), run: () => void list.reload() }}>
        {failureWords(t, list.failure)}
      </Message>
    );
  }
  const mayMake = value.programmes.length > 0;
  const make = () => setMaking(true);
  const schools = value.waves.reduce((sum, wave) => sum + wave.establishments, 0);
  return (
    <Page
      title={Many('wave')}
      line={t('waves:line', {
        term: Many('wave'),
        waves: format.number(value.waves.length),
        establishments: many('establishment'),
        schools: format.number(schools),
      })}
      actions={mayMake && <Button onClick={make}>{t('waves:do.make')}</Button>}
      panel={
        making
          ? {
              label: t('waves:form.new'),
              onClose: () => setMaking(false),
              content: (
                <WaveForm
                  wave={null}
                  programmes={value.programmes}
                  onDone={(wave) => {
                    setMaking(false);
                    if (wave !== null) onOpen(wave);
                  }}
                />
              ),
            }
          : null
      }
    >
      {value.waves.length === 0 ? (
        <Message
          kind="empty"
          action={mayMake ? { label: t('waves:do.make'), run: make } : undefined}
        >
          {mayMake
            ? t('waves:empty.list', { term: one('wave'), schools: many('establishment') })
            : t('waves:empty.reader')}
        </Message>
      ) : (
        <DataTable
          id="waves"
          label={Many('wave')}
          columns={columns}
          count={value.waves.length}
          rowAt={(index) => value.waves[index]}
          keyOf={(wave) => wave.id}
          onOpen={(wave) => onOpen(wave.id)}
        />
      )}
    </Page>
  );
}

/** The columns of the list of waves. */
function waveColumns(
  t: Language['t'],
  format: Language['format'],
  script: Language['script'],
  { One, Many }: Terms,
  several: boolean,
): DataColumn<WaveSummary>[] {
  // Waves follow each other over years: a day without one could be any of several.
  const day = (text: string | null) => (text === null ? '—' : format.longDay(text));
  const all: DataColumn<WaveSummary>[] = [
    { id: 'label', label: One('wave'), width: 'minmax(70px, 1.4fr)', cell: name },
    {
      id: 'switchover',
      label: One('switchover'),
      width: '170px',
      cell: (wave) => day(wave.switchoverDate),
    },
    {
      id: 'status',
      label: t('waves:col.status'),
      width: '106px',
      cell: (wave) => (
        <Tag tone={wave.status === 'done' ? 'done' : wave.kind === 'waiting' ? 'wait' : 'info'}>
          {wave.kind === 'waiting' ? t('waves:kind.waiting') : t(`waves:waveStatus.${wave.status}`)}
        </Tag>
      ),
    },
    {
      id: 'schools',
      label: Many('establishment'),
      width: '110px',
      end: true,
      cell: (wave) =>
        wave.establishments === 0 && wave.otherPlaces > 0
          ? '—'
          : format.number(wave.establishments),
    },
    {
      id: 'percent',
      spare: 2,
      label: t('waves:col.percent'),
      width: '80px',
      end: true,
      cell: (wave) => (wave.applicable === 0 ? '—' : format.percent(wave.percent)),
    },
    {
      id: 'late',
      spare: 1,
      label: t('waves:col.late'),
      width: '80px',
      end: true,
      cell: (wave) => format.number(wave.late),
    },
    {
      id: 'load',
      spare: 3,
      label: t('waves:col.load'),
      width: 'minmax(90px, 1.2fr)',
      cell: (wave) => loadWords(wave),
    },
  ];
  return all;

  function name(wave: WaveSummary) {
    return (
      <bdi>
        {several ? `${script(wave.programme.name)} · ` : ''}
        <b>{script(wave.label)}</b>
      </bdi>
    );
  }
  function loadWords(wave: WaveSummary) {
    const over = wave.load.filter((line) => line.over > 0);
    if (wave.afterEnd) return <Tag tone="late">{t('waves:warn.afterEndShort')}</Tag>;
    if (over.length > 0) {
      const first = over[0]!;
      return (
        <Tag tone="late">
          {t(`waves:load.${first.kind}`)} +{format.number(first.over)}
        </Tag>
      );
    }
    const known = wave.load.filter((line) => line.means !== null);
    return known.length === 0 ? t('waves:load.nobody') : t('waves:load.fits');
  }
}
