import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { Dialog } from '../ui/Dialog.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './SecretsQuestion.module.css';
import { secretsQuestion } from './secretsQuestion.ts';

/** Asks whether what looks like a secret is to be written where others read it. */
export function SecretsQuestion() {
  const { t } = useLanguage();
  const question = useStore(secretsQuestion, (state) => state.question);
  if (question === null) return null;
  return (
    <Dialog
      label={t('secrets.title')}
      place="middle"
      onClose={() => {
        question.answer(false);
      }}
    >
      <div className={styles['question']}>
        <h2>{t('secrets.title')}</h2>
        <p>{t('secrets.why')}</p>
        <ul>
          {question.secrets.map(({ field, from, kind, found }) => (
            <li key={`${field} ${String(from)}`}>
              {t(`secrets.kind.${kind}`)} — <bdi className={styles['found']}>{found}</bdi>
            </li>
          ))}
        </ul>
        <div className={styles['row']}>
          <Button autoFocus onClick={() => question.answer(false)}>
            {t('secrets.remove')}
          </Button>
          <Button variant="default" onClick={() => question.answer(true)}>
            {t('secrets.write')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
