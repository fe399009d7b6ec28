import { useState } from 'react';
import { readTime } from '../../shared/kernel/dayTime.ts';
import { CommitField } from './fields.tsx';
import { useLanguage } from './useLanguage.ts';

interface TimeFieldProps {
  readonly label: string;
  /** `09:30`. */
  readonly value: string;
  readonly disabled?: boolean;
  /** What is wrong with it besides not being a time. */
  readonly wrong?: string | undefined;
  readonly onCommit: (time: string) => void;
}

/** A time of day, read as people write it. */
export function TimeField({ label, value, disabled = false, wrong, onCommit }: TimeFieldProps) {
  const { t } = useLanguage();
  const [unread, setUnread] = useState(false);
  return (
    <CommitField
      label={label}
      value={value}
      disabled={disabled}
      required
      wrong={unread ? t('time.wrong') : wrong}
      onCommit={(text) => {
        const time = readTime(text ?? '');
        setUnread(time === null);
        if (time !== null) onCommit(time);
      }}
    />
  );
}
