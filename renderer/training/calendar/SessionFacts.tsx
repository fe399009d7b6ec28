import type { SessionView } from '../../../shared/training/training.views.ts';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { SessionWords } from '../useSessionWords.ts';

interface SessionFactsProps {
  readonly session: SessionView;
  readonly words: SessionWords;
}

/** A session for whoever comes to it: what to know, and nothing to fill in. */
export function SessionFacts({ session, words }: SessionFactsProps) {
  const { t } = useLanguage();
  const { link, note } = session;
  const facts = [
    { name: t('timetable:state'), text: t(`timetable:status.${session.status}`) },
    { name: t('timetable:modeLabel'), text: t(`timetable:mode.${session.mode}`) },
    { name: t('timetable:groupsHead'), text: words.groups(session) },
    { name: t('timetable:trainers'), text: words.trainers(session) },
    { name: t('timetable:note'), text: note ?? '' },
  ];
  return (
    <Facts>
      {facts
        .filter(({ text }) => text !== '')
        .map(({ name, text }) => (
          <Fact key={name} name={name}>
            <bdi>{text}</bdi>
          </Fact>
        ))}
      {link !== null && (
        <Fact name={t('timetable:link')}>
          <a href={link} target="_blank" rel="noreferrer" dir="ltr">
            {link}
          </a>
        </Fact>
      )}
    </Facts>
  );
}
