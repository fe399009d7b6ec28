import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { InputOf } from '../../shared/bridge/contract.ts';
import type { PostponeReport, wavesContract, WaveView } from '../../shared/wave/waves.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { labelIn } from '../ui/localised.ts';
import { DateField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { LoadBars } from './LoadBars.tsx';
import { useDo } from '../bridge/useDo.ts';
import styles from './waves.module.css';

type Wish = InputOf<(typeof wavesContract)['waves.postpone']>['wish'];

interface PostponeFormProps {
  readonly wave: WaveView;
  readonly establishments: readonly string[];
  readonly onDone: () => void;
}

/** Puts schools off: asks how, shows at once what that moves, then does it. */
export function PostponeForm({ wave, establishments, onDone }: PostponeFormProps) {
  const { t } = useLanguage();
  const { One: oneHeading, one, many } = useTerms(wave.programme.id);
  const { run, busy } = useDo();
  const [to, setTo] = useState<Wish['to']>('months');
  const [months, setMonths] = useState(3);
  const [date, setDate] = useState('');
  const others = wave.others.filter(
    ({ kind, switchoverDate }) => kind !== 'waiting' && switchoverDate !== null,
  );
  const [target, setTarget] = useState(others[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const [noticeOn, setNoticeOn] = useState('');
  const [letter, setLetter] = useState(false);
  const [costs, setCosts] = useState<number | null>(null);

  const wish: Wish | null =
    to === 'months'
      ? { to, months }
      : to === 'date'
        ? date === ''
          ? null
          : { to, date }
        : to === 'wave'
          ? target === ''
            ? null
            : { to, wave: target }
          : { to };
  const input =
    wish === null
      ? null
      : {
          wave: wave.id,
          establishments: [...establishments],
          wish,
          noticeOn: noticeOn === '' ? null : noticeOn,
          registeredLetter: letter,
          costsDue: costs,
        };
  const { value: preview, failure } = useCall(
    'waves.postpone',
    // A preview needs no reason yet: it is asked for when it is done.
    input === null ? null : { ...input, reason: '…', dryRun: true },
    ['waveMembership', 'kitStep', 'wave'],
  );

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (input === null) return;
    const done = await run('waves.postpone', { ...input, reason, dryRun: false }, (report) =>
      t('waves:said.postponed', { n: report.schools.length }),
    );
    if (done !== null) onDone();
  }

  return (
    <form className={styles['panel']} onSubmit={(event) => void save(event)}>
      <h2>
        {t('waves:postpone.title', { term: many('establishment'), n: establishments.length })}
      </h2>
      <NativeSelect
        label={t('waves:postpone.how')}
        value={to}
        data={(['months', 'date', 'wave', 'never'] as const).map((value) => ({
          value,
          label: t(`waves:postpone.to.${value}`, { term: one('wave') }),
        }))}
        onChange={(event) => setTo(event.currentTarget.value as Wish['to'])}
      />
      {to === 'months' && (
        <NumberInput
          label={t('waves:postpone.months')}
          min={1}
          max={60}
          allowDecimal={false}
          value={months}
          onChange={(value) => setMonths(Math.max(1, Number(value) || 1))}
        />
      )}
      {to === 'date' && (
        <DateField
          required
          label={t('waves:postpone.date')}
          value={date || null}
          onCommit={(day) => setDate(day ?? '')}
        />
      )}
      {to === 'wave' && (
        <NativeSelect
          label={oneHeading('wave')}
          value={target}
          data={others.map(({ id, label }) => ({ value: id, label }))}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('waves:postpone.reason')}
        required
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <DateField
        label={t('waves:postpone.noticeOn')}
        max={wave.today}
        today={wave.today}
        value={noticeOn || null}
        onCommit={(day) => setNoticeOn(day ?? '')}
      />
      <Checkbox
        label={t('waves:postpone.letter')}
        checked={letter}
        onChange={(event) => setLetter(event.currentTarget.checked)}
      />
      <NumberInput
        label={t('waves:postpone.costs')}
        min={0}
        value={costs ?? ''}
        onChange={(value) => setCosts(value === '' ? null : Number(value))}
      />
      {failure !== null && (
        <p className={styles['warn']} role="alert">
          {failureWords(t, failure)}
        </p>
      )}
      {failure === null && preview !== null && <Preview preview={preview} today={wave.today} />}
      <div className={styles['row']}>
        <Button
          type="submit"
          loading={busy}
          disabled={failure !== null || input === null || reason.trim() === ''}
        >
          {t('waves:postpone.go')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('waves:do.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** What a postponement changes of a wave's load; its budget is another matter. */
function isOfPlaces({ kind }: { readonly kind: string }): boolean {
  return kind !== 'budget';
}

/** What a postponement would move. */
function Preview({ preview, today }: { preview: PostponeReport; today: string }) {
  const { t, format, language, named } = useLanguage();
  const day = (date: string | null) => (date === null ? '—' : format.days([date], today)(date));
  const fromTo = (from: string | null, to: string | null) => {
    const said = format.days([from, to], today);
    return t('waves:postpone.fromTo', {
      from: from === null ? '—' : said(from),
      to: to === null ? '—' : said(to),
    });
  };
  return (
    <div className={styles['section']} role="status">
      {preview.schools.map((school) => (
        <div key={school.id} className={styles['section']}>
          <b>
            <bdi>{named(school)}</bdi>
          </b>
          <p>
            {fromTo(school.fromDate, school.toDate)}
            {school.toWave !== null && ` · ${school.toWave.label}`}
          </p>
          {school.overLongest && (
            <p className={styles['hint']}>{t('waves:postpone.overLongest')}</p>
          )}
          {school.afterEnd && <p className={styles['warn']}>{t('waves:warn.afterEnd')}</p>}
          <p className={school.notice.state === 'late' ? styles['warn'] : styles['note']}>
            {t(`waves:postpone.notice.${school.notice.state}`, {
              day: day(school.notice.dueBy),
              n: school.notice.daysLate,
            })}
            {school.notice.letterMissing && ` ${t('waves:postpone.letterMissing')}`}
          </p>
          <p>
            {t('waves:postpone.moves', {
              moves: format.number(school.moves),
              kept: format.number(school.kept),
            })}
          </p>
          <p>
            {t('waves:postpone.takes', {
              training: format.number(school.places.training),
              tutoring: format.number(school.places.tutoring),
            })}
          </p>
          {preview.schools.length === 1 && (
            <ul className={styles['steps']}>
              {school.steps.map((step) => (
                <li key={step.action}>
                  <bdi>{labelIn(step.title, language)}</bdi> : {fromTo(step.from, step.to)}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {preview.load.map(({ wave, label, before, after }) => (
        <div key={wave} className={styles['section']}>
          <b>{t('waves:postpone.places', { wave: label })}</b>
          <span className={styles['note']}>{t('waves:postpone.loadBefore')}</span>
          <LoadBars load={before.filter(isOfPlaces)} />
          <span className={styles['note']}>{t('waves:postpone.loadAfter')}</span>
          <LoadBars load={after.filter(isOfPlaces)} />
        </div>
      ))}
    </div>
  );
}
