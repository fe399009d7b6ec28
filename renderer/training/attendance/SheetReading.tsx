import { failureWords } from '../../bridge/failureWords.ts';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { SheetView } from './SheetView.tsx';
import { useSheet } from './useSheet.ts';

interface SheetReadingProps {
  readonly shared: TrainingTabProps;
  readonly session: string;
}

/** The sheet of one session, once it has been read. */
export function SheetReading({ shared, session }: SheetReadingProps) {
  const { t } = useLanguage();
  const desk = useSheet(session);
  if (desk.sheet !== null) {
    return <SheetView shared={shared} desk={{ ...desk, sheet: desk.sheet }} />;
  }
  return (
    <TrainingFrame shared={shared} tab="attendance">
      {desk.failure === null ? (
        <p role="status">{t('attendance:loading')}</p>
      ) : (
        <Message
          kind="error"
          action={{
            label: t('attendance:allSessions'),
            run: () => shared.onGo('attendance'),
          }}
        >
          {failureWords(t, desk.failure)}
        </Message>
      )}
    </TrainingFrame>
  );
}
