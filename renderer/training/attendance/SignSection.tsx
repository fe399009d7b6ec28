import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SheetRow } from '../../../shared/training/attendance.contract.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { MarkInput, WhichHalf } from './marks.ts';
import { SignaturePad, type Strokes } from './SignaturePad.tsx';
import styles from './Panels.module.css';

interface SignSectionProps {
  readonly row: SheetRow;
  readonly which: WhichHalf;
  /** Null: what was signed is taken back. */
  readonly onSign: (signature: (MarkInput['signature'] & {}) | null) => Promise<void>;
}

/** Somebody signs on the screen, and hands it on. */
export function SignSection({ row, which, onSign }: SignSectionProps) {
  const { t } = useLanguage();
  const [strokes, setStrokes] = useState<Strokes>([]);
  const signed = row.marks.filter((mark) => mark.signed);
  const isSigned = which === 'all' ? signed.length > 0 : signed.some(({ half }) => half === which);
  return (
    <section className={styles['section']} aria-label={t('attendance:sign.title')}>
      <h3 className={styles['sub']}>{t('attendance:sign.title')}</h3>
      {isSigned && strokes.length === 0 ? (
        <div className={styles['buttons']}>
          <span>{t('attendance:signed')}</span>
          <Button size="xs" variant="default" onClick={() => void onSign(null)}>
            {t('attendance:sign.remove')}
          </Button>
        </div>
      ) : (
        <>
          <SignaturePad
            label={t('attendance:sign.pad', { name: row.name })}
            strokes={strokes}
            onChange={setStrokes}
          />
          <div className={styles['buttons']}>
            <Button
              size="xs"
              variant="subtle"
              disabled={strokes.length === 0}
              onClick={() => setStrokes([])}
            >
              {t('attendance:sign.clear')}
            </Button>
            <Button
              size="xs"
              disabled={strokes.length === 0}
              onClick={() => {
                void onSign({ strokes: strokes.map((line) => [...line]) });
                setStrokes([]);
              }}
            >
              {t('attendance:sign.save')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
