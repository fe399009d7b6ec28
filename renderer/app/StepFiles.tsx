import { Attachments } from '../attachments/Attachments.tsx';
import { useLanguage } from '../ui/useLanguage.ts';

interface StepFilesProps {
  readonly step: string;
  readonly undo: () => void;
}

/** The part of a step's panel with the files that show that it was done. */
export function StepFiles({ step, undo }: StepFilesProps) {
  const { t } = useLanguage();
  return <Attachments host={{ step }} undo={undo} none={t('attachments.none')} />;
}
