import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { statusMove } from '../../shared/wave/status.rules.ts';
import type { Member, WaveView } from '../../shared/wave/waves.contract.ts';
import type { MembershipStatus } from '../../shared/wave/waveMembership.entity.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { DateField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { useDo } from '../bridge/useDo.ts';
import { statusOptions, statusWord } from './waves.words.ts';
import styles from './waves.module.css';

interface MemberPanelProps {
  readonly wave: WaveView;
  readonly member: Member;
  readonly onKit: () => void;
  readonly onPostpone: () => void;
  readonly onDone: () => void;
}

/** One school of the wave: where it stands, and what can be done with it. */
export function MemberPanel({ wave, member, onKit, onPostpone, onDone }: MemberPanelProps) {
  const { t, format, named, placed } = useLanguage();
  const terms = useTerms(wave.programme.id);
  const { One: oneHeading } = terms;
  const { run, busy } = useDo();
  const [leaving, setLeaving] = useState(false);
  const [reason, setReason] = useState('');
  const [leftOn, setLeftOn] = useState(wave.today);
  const [status, setStatus] = useState<MembershipStatus>(member.status ?? 'informed');
  const day = (text: string | null) => (text === null ? '—' : format.longDay(text));
  const mayChange = wave.mayEdit && member.leftOn === null;

  async function choose(next: MembershipStatus): Promise<void> {
    const before = status;
    setStatus(next);
    const establishments = [member.id];
    const done = await run(
      'waves.setStatus',
      { wave: wave.id, establishments, status: next },
      () => {
        const said = t('waves:said.status', { n: 1, status: statusWord(t, terms, next) });
        const move = statusMove(before, next);
        return move === 'skip' || move === 'back' ? `${said} ${t(`waves:move.${move}`)}` : said;
      },
    );
    if (done === null) setStatus(before);
  }
  async function leave(): Promise<void> {
    const done = await run(
      'waves.leave',
      { wave: wave.id, establishments: [member.id], leftOn, reason },
      () => t('waves:said.left', { name: named(member) }),
    );
    if (done !== null) onDone();
  }

  return (
    <div className={styles['panel']}>
      <h2>
        <bdi>{placed(member)}</bdi>
      </h2>
      <Facts>
        <Fact name={oneHeading('switchover')}>
          {day(member.switchoverDate)}
          {member.hasOwnDate && ` (${t('waves:filter.ownDate')})`}
        </Fact>
        <Fact name={t('waves:col.joinedOn')}>{day(member.joinedOn)}</Fact>
        {member.leftOn !== null && <Fact name={t('waves:filter.left')}>{day(member.leftOn)}</Fact>}
        {member.reason !== null && <Fact name={t('waves:col.reason')}>{member.reason}</Fact>}
        <Fact name={t('waves:summary.done')}>
          {t('waves:summary.doneOf', {
            done: format.number(member.done),
            all: format.number(member.applicable),
            percent: format.percent(member.percent),
          })}
        </Fact>
        <Fact name={t('waves:col.late')}>{format.number(member.late)}</Fact>
        <Fact name={t('waves:col.blocked')}>{format.number(member.blocked)}</Fact>
      </Facts>
      {member.afterEnd && <p className={styles['warn']}>{t('waves:warn.afterEnd')}</p>}
      {mayChange && (
        <NativeSelect
          label={t('waves:col.status')}
          value={status}
          data={statusOptions(t, terms)}
          disabled={busy}
          onChange={(event) => void choose(event.currentTarget.value as MembershipStatus)}
        />
      )}
      <div className={styles['row']}>
        <Button variant="default" onClick={onKit}>
          {t('waves:do.kit')}
        </Button>
        {mayChange && (
          <>
            <Button variant="default" onClick={onPostpone}>
              {t('waves:do.postpone')}
            </Button>
            <Button variant="default" onClick={() => setLeaving(!leaving)} aria-expanded={leaving}>
              {t('waves:do.leave')}
            </Button>
          </>
        )}
      </div>
      {leaving && (
        <form
          className={styles['section']}
          onSubmit={(event) => {
            event.preventDefault();
            void leave();
          }}
        >
          <DateField
            required
            label={t('waves:members.leftOn')}
            value={leftOn || null}
            onCommit={(day) => setLeftOn(day ?? '')}
          />
          <TextInput
            required
            label={t('waves:postpone.reason')}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
            {t('waves:do.leave')}
          </Button>
        </form>
      )}
    </div>
  );
}
