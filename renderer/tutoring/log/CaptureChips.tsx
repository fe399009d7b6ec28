import type { ReactNode } from 'react';
import { useTerms } from '../../bridge/useTerms.ts';
import { isUnsure, type Capture } from '../../../shared/tutoring/capture.ts';
import type { LogLine } from '../../../shared/tutoring/log.contract.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Capture.module.css';
import { kindShapes } from './logKeys.ts';

interface CaptureChipsProps {
  readonly said: Capture;
  readonly today: string;
  /** The difficulty that an answer is for; null: there is none. */
  readonly about: LogLine | null;
  /** Whether Enter once more writes what is not understood as it is. */
  readonly isAsked: boolean;
  /** What the difficulty is linked with; null: nothing. */
  readonly blocker: string | null;
}

/** What a line says so far, as it would be written. */
export function CaptureChips({ said, today, about, isAsked, blocker }: CaptureChipsProps) {
  const { t, format, placed } = useLanguage();
  const { One } = useTerms();
  const Shape = kindShapes[said.kind];
  const { school, unknownSchool, unknownDay, theme, who, by } = said;
  return (
    <p className={styles['chips']} role="status" aria-label={t('tutoringLog:line')}>
      <Tag tone="info" icon={<Shape size={14} aria-hidden="true" />}>
        {t(`tutoringLog:kind.${said.kind}`)}
      </Tag>
      {isAsked && isUnsure(said) && <Tag tone="late">{t('tutoringLog:chip.again')}</Tag>}
      {school !== null && <Chip name={One('establishment')}>{placed(school)}</Chip>}
      {unknownSchool !== null && (
        <Tag tone="wait">{t('tutoringLog:chip.unknown', { words: unknownSchool })}</Tag>
      )}
      {unknownDay !== null && (
        <Tag tone="wait">{t('tutoringLog:chip.noDay', { words: unknownDay })}</Tag>
      )}
      {theme !== null && <Chip name={t('tutoringLog:chip.theme')}>{theme}</Chip>}
      {who !== null && <Chip name={t('tutoringLog:chip.who')}>{who}</Chip>}
      {by !== null && <Chip name={t('tutoringLog:chip.by')}>{format.day(by, today)}</Chip>}
      {blocker !== null && <Tag tone="done">{blocker}</Tag>}
      {said.kind === 'answer' &&
        (about === null ? (
          <Tag tone="wait">{t('tutoringLog:chip.noAbout')}</Tag>
        ) : (
          <span className={styles['about']}>
            {t('tutoringLog:chip.about', { text: about.text })}
          </span>
        ))}
    </p>
  );
}

function Chip({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Tag tone="plain">
      <span className={styles['chipName']}>{name}</span> <bdi>{children}</bdi>
    </Tag>
  );
}
