import type { TutoringOverview } from '../../../shared/tutoring/tutoring.contract.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TutoringFrame } from '../TutoringFrame.tsx';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { LogView } from './LogView.tsx';
import { useLog } from './useLog.ts';

/** The live log of the session that is open, else of the one that it is time for. */
export function LogTab(shared: TutoringTabProps) {
  const { overview, open } = shared;
  const { t } = useLanguage();
  const session = open ?? sessionNow(overview);
  if (session === null) {
    return (
      <TutoringFrame shared={shared} tab="log">
        <Message kind="empty">
          {t(overview.groups.length === 0 ? 'tutoringLog:noGroup' : 'tutoringLog:noSession')}
        </Message>
      </TutoringFrame>
    );
  }
  return <LogReading key={session} shared={shared} session={session} />;
}

/** The session of today of one's own group, else the last one that was, else the first to come. */
function sessionNow({ sessions, groups, today, me }: TutoringOverview): string | null {
  const led = groups.filter(({ tutors }) => tutors.some(({ id }) => id === me));
  const logged = groups.filter(({ mayLog }) => mayLog);
  const mine = new Set(
    (led.length > 0 ? led : logged.length > 0 ? logged : groups).map(({ id }) => id),
  );
  const there = sessions.filter(({ group, status }) => mine.has(group) && status !== 'cancelled');
  const past = there.filter(({ day }) => day <= today);
  return (past.at(-1) ?? there[0])?.id ?? null;
}

function LogReading({
  shared,
  session,
}: {
  readonly shared: TutoringTabProps;
  readonly session: string;
}) {
  const { t } = useLanguage();
  const { log, ...desk } = useLog(session);
  if (log !== null) return <LogView shared={shared} desk={{ ...desk, log }} />;
  return (
    <TutoringFrame shared={shared} tab="log">
      {desk.failure === null ? (
        <p role="status">{t('tutoringLog:loading')}</p>
      ) : (
        <Message kind="error" action={{ label: t('retry'), run: () => void desk.reload() }}>
          {failureWords(t, desk.failure)}
        </Message>
      )}
    </TutoringFrame>
  );
}
