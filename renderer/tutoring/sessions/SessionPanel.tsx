import { Button } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import type { SessionChange } from '../../../shared/tutoring/groups.contract.ts';
import type {
  TutoringOverview,
  TutoringSessionView,
} from '../../../shared/tutoring/tutoring.contract.ts';
import { atOnceWith } from '../../../shared/tutoring/series.atOnce.ts';
import { tutoringModes } from '../../../shared/tutoring/tutoringSession.entity.ts';
import { useDo } from '../../bridge/useDo.ts';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { CommitField, SelectField } from '../../ui/fields.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringWords } from '../useTutoringWords.ts';
import { SessionChanges } from './SessionChanges.tsx';
import { StatusTag } from './StatusTag.tsx';
import styles from './Sessions.module.css';

interface SessionPanelProps {
  readonly overview: TutoringOverview;
  readonly session: TutoringSessionView;
  readonly words: TutoringWords;
  readonly onLog: () => void;
}

/** A session: when and with whom, what it is about, and what becomes of it. */
export function SessionPanel({ overview, session, words, onLog }: SessionPanelProps) {
  const { t, format } = useLanguage();
  const { run, busy } = useDo();
  const { today } = overview;
  const group = overview.groups.find(({ id }) => id === session.group);
  const mayLog = group?.mayLog === true;
  const name = words.day(session.day);

  async function save(set: SessionChange, said = 'saved'): Promise<boolean> {
    const input = { group: session.group, session: session.id, set };
    const answer = await run('tutoring.saveSession', input, ({ changed }) =>
      changed === 0 ? null : t(`tutoring:done.${said}`, { day: words.day(set.day ?? session.day) }),
    );
    return answer !== null;
  }
  return (
    <>
      <div>
        <h2 className={styles['title']}>
          <bdi>{words.title(session)}</bdi>
        </h2>
        <p className={styles['quiet']}>
          {format.line([name, words.times(session), words.group(session.group)])}
        </p>
      </div>
      <div className={styles['row']}>
        <StatusTag {...session} />
        {session.status !== 'cancelled' && atOnceWith(session, overview.sessions).length > 0 && (
          <Tag tone="late">{t('tutoring:atOnceThen')}</Tag>
        )}
        {session.moved && session.on !== null && (
          <span className={styles['quiet']}>
            {t('tutoring:movedFrom', { day: words.day(session.on) })}
          </span>
        )}
      </div>
      <div className={styles['row']}>
        <Button size="compact-sm" onClick={onLog}>
          {t(mayLog ? 'tutoring:openLog' : 'tutoring:readLog')}
        </Button>
        {session.link !== null && session.status !== 'cancelled' && (
          <Button
            component="a"
            href={session.link}
            target="_blank"
            rel="noreferrer"
            variant="default"
            size="compact-sm"
            leftSection={<IconVideo size={16} aria-hidden="true" />}
          >
            {t('tutoring:join')}
          </Button>
        )}
      </div>
      <Facts>
        {session.reason !== null && <Fact name={t('tutoring:reason')}>{session.reason}</Fact>}
        {session.establishment !== null && (
          <Fact name={t('tutoring:for')}>
            <bdi>{words.school(session)}</bdi>
          </Fact>
        )}
        <Fact name={t('tutoring:tutors')}>
          <bdi>{words.tutors(session) || '–'}</bdi>
        </Fact>
        {session.noted > 0 && (
          <Fact name={t('tutoring:col.present')}>
            {t('tutoring:of', {
              some: format.number(session.present),
              all: format.number(session.noted),
            })}
          </Fact>
        )}
        <Fact name={t('tutoring:col.entries')}>{format.number(session.entries)}</Fact>
        {!mayLog && (
          <Fact name={t('tutoring:mode.label')}>{t(`tutoring:mode.${session.mode}`)}</Fact>
        )}
      </Facts>
      {mayLog && (
        <>
          <CommitField
            label={t('tutoring:col.theme')}
            value={session.theme}
            maxLength={400}
            onCommit={(theme) => void save({ theme }, 'themed')}
          />
          <CommitField
            label={t('tutoring:link')}
            hint={session.link === group.link ? t('tutoring:linkOfGroup') : undefined}
            value={session.link}
            type="url"
            maxLength={400}
            onCommit={(link) => void save({ link })}
          />
          <SelectField
            label={t('tutoring:mode.label')}
            value={session.mode}
            options={tutoringModes.map((value) => ({ value, label: t(`tutoring:mode.${value}`) }))}
            onChange={(mode) => void save({ mode: mode as SessionChange['mode'] })}
          />
          <SessionChanges
            session={session}
            sessions={overview.sessions}
            today={today}
            busy={busy}
            save={save}
          />
        </>
      )}
    </>
  );
}
