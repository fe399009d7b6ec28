import { useCallback } from 'react';
import { useBridge } from './BridgeContext.tsx';
import { failureWords } from './failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Has the shell write sessions to a calendar file where the person says; says what came of it. */
export function useCalendarFile(): (wave: string, sessions: readonly string[]) => Promise<void> {
  const { client } = useBridge();
  const notices = useNotices();
  const { t, format } = useLanguage();
  return useCallback(
    async (wave, sessions) => {
      const answer = await client.tables('calendar.save', { wave, sessions: [...sessions] });
      if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      else if (answer.value !== null) {
        const { file, events } = answer.value;
        notices.say({
          tone: 'lasting',
          text: t('timetable:exported', {
            file,
            sessions: t('timetable:sessions', {
              count: events,
              replace: { count: format.number(events) },
            }),
          }),
        });
      }
    },
    [client, notices, t, format],
  );
}
