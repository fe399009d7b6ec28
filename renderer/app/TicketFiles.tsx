import { Attachments } from '../attachments/Attachments.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useUndo } from './useUndo.ts';

interface TicketFilesProps {
  /** Null: the request is kept once there is a file for it. */
  readonly ticket: string | null;
  /** Keeps it; null: it could not be kept, which the form tells. */
  readonly make?: () => Promise<string | null>;
}

/** Files of a request for help. */
export function TicketFiles({ ticket, make }: TicketFilesProps) {
  const { t } = useLanguage();
  const undo = useUndo();
  return (
    <Attachments
      host={ticket === null ? null : { ticket }}
      make={async () => {
        const made = (await make?.()) ?? null;
        return made === null ? null : { ticket: made };
      }}
      undo={undo}
      none={t('assistance:files.none')}
    />
  );
}
