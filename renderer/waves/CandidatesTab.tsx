import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTerms } from '../bridge/useTerms.ts';
import { criteria, HIGHEST_MARK } from '../../shared/wave/readiness.rules.ts';
import type { CandidateView, WaveView } from '../../shared/wave/waves.contract.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { DateField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useDo } from '../bridge/useDo.ts';
import { usePages } from './usePages.ts';
import type { Panel } from './panel.ts';
import styles from './waves.module.css';

interface CandidatesTabProps {
  readonly wave: WaveView;
  readonly setPanel: (panel: Panel) => void;
  readonly close: () => void;
  readonly onChanged: () => void;
}

/** Candidates and the waiting list, in the order of how ready they are. */
export function CandidatesTab({ wave, setPanel, close, onChanged }: CandidatesTabProps) {
  const { t, format, named, placed } = useLanguage();
  const { One: oneHeading, many } = useTerms(wave.programme.id);
  const { total, rowAt, onRange } = usePages<CandidateView>('waves.candidates', { wave: wave.id }, [
    'readiness',
    'waveMembership',
    'establishment',
    'wave',
  ]);
  if (total === null) return null;
  if (total === 0)
    return (
      <Message kind="empty">
        {t('waves:empty.candidates', { schools: many('establishment') })}
      </Message>
    );
  const day = (text: string | null) =>
    text === null ? '—' : format.days([text], wave.today)(text);
  const columns: DataColumn<CandidateView>[] = [
    { id: 'rank', label: t('waves:col.rank'), width: '56px', end: true, cell: ({ rank }) => rank },
    {
      id: 'score',
      label: t('waves:col.score'),
      width: '76px',
      end: true,
      cell: ({ score }) => (score === null ? '—' : format.number(score)),
    },
    {
      id: 'name',
      label: oneHeading('establishment'),
      width: 'minmax(170px, 1.6fr)',
      cell: (school) => <bdi title={placed(school)}>{placed(school)}</bdi>,
    },
    ...criteria.map(({ id, weight }) => ({
      id,
      label: `${t(`waves:criterion.${id}`)} (${weight} %)`,
      width: 'minmax(84px, 1fr)',
      cell: ({ marks }: CandidateView) =>
        marks[id] === null ? '—' : `${marks[id]} / ${HIGHEST_MARK}`,
    })),
    {
      id: 'applied',
      label: t('waves:col.appliedOn'),
      width: '100px',
      cell: ({ appliedOn }) => day(appliedOn),
    },
    {
      id: 'list',
      label: oneHeading('wave'),
      width: '110px',
      cell: ({ wave: { label } }) => <bdi>{label}</bdi>,
    },
  ];
  const open = (candidate: CandidateView) =>
    setPanel({
      label: named(candidate),
      content: (
        <CandidatePanel
          key={candidate.id}
          wave={wave}
          candidate={candidate}
          onDone={() => {
            close();
            onChanged();
          }}
        />
      ),
    });
  return (
    <>
      <p className={styles['note']}>{t('waves:candidates.help')}</p>
      <DataTable
        id="wave-candidates"
        label={t('waves:tabs.candidates')}
        columns={columns}
        count={total}
        rowAt={rowAt}
        keyOf={({ id }) => id}
        onRange={onRange}
        onOpen={open}
      />
    </>
  );
}

interface CandidatePanelProps {
  readonly wave: WaveView;
  readonly candidate: CandidateView;
  readonly onDone: () => void;
}

function CandidatePanel({ wave, candidate, onDone }: CandidatePanelProps) {
  const { t, named, script } = useLanguage();
  const { run, busy } = useDo();
  const [marks, setMarks] = useState(candidate.marks);
  const [note, setNote] = useState(candidate.note ?? '');
  const [confirmedOn, setConfirmedOn] = useState(wave.today);
  const isList = wave.kind === 'waiting';

  async function assess(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await run(
      'waves.assess',
      { wave: wave.id, establishment: candidate.id, marks, note },
      () => t('waves:said.assessed', { name: named(candidate) }),
    );
    if (done !== null) onDone();
  }
  async function promote(): Promise<void> {
    const done = await run(
      'waves.promote',
      { wave: wave.id, establishments: [candidate.id], confirmedOn },
      () => t('waves:said.promoted', { name: named(candidate), wave: script(wave.label) }),
    );
    if (done !== null) onDone();
  }
  const options = [
    { value: '', label: '—' },
    ...Array.from({ length: HIGHEST_MARK + 1 }, (_, mark) => ({
      value: String(mark),
      label: t(`waves:mark.${mark}`),
    })),
  ];
  return (
    <div className={styles['panel']}>
      <h2>
        <bdi>{named(candidate)}</bdi>
      </h2>
      <form className={styles['section']} onSubmit={(event) => void assess(event)}>
        {criteria.map(({ id, weight }) => (
          <NativeSelect
            key={id}
            label={`${t(`waves:criterion.${id}`)} (${weight} %)`}
            value={marks[id] === null ? '' : String(marks[id])}
            data={options}
            disabled={!wave.mayEdit}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setMarks((now) => ({ ...now, [id]: value === '' ? null : Number(value) }));
            }}
          />
        ))}
        <TextInput
          label={t('waves:form.note')}
          value={note}
          maxLength={4000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {wave.mayEdit && (
          <Button type="submit" variant="default" loading={busy}>
            {t('waves:do.save')}
          </Button>
        )}
      </form>
      {wave.mayEdit && !isList && (
        <div className={styles['section']}>
          <DateField
            label={t('waves:candidates.confirmedOn')}
            value={confirmedOn || null}
            onCommit={(day) => setConfirmedOn(day ?? '')}
          />
          <Button loading={busy} onClick={() => void promote()}>
            {t('waves:do.promote', { wave: script(wave.label) })}
          </Button>
        </div>
      )}
    </div>
  );
}
