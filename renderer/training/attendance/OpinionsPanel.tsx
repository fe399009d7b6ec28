import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  feedbackQuestions,
  type FeedbackQuestion,
} from '../../../shared/training/attendance.entity.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { Choice } from '../../ui/Choice.tsx';
import { CommitArea } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Panels.module.css';

const MARKS = ['1', '2', '3', '4'] as const;
type Marks = Partial<Record<FeedbackQuestion, number>>;

/** What people thought of a session, and a form to say it without a name. */
export function OpinionsPanel({ session }: { readonly session: string }) {
  const { t, format } = useLanguage();
  const { value } = useCall('attendance.opinions', { session }, ['trainingFeedback']);
  const [answering, setAnswering] = useState(false);
  if (value === null) return <h2 className={styles['title']}>{t('attendance:opinions.title')}</h2>;
  const { answers, questions, comments, mayRead, mayAnswer } = value;
  return (
    <>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{t('attendance:opinions.title')}</h2>
        <p className={styles['quiet']}>
          {answers === 0
            ? t('attendance:opinions.none')
            : t('attendance:opinions.answers', {
                count: answers,
                replace: { count: format.number(answers) },
              })}
        </p>
      </div>
      {mayRead && answers > 0 && (
        <dl className={styles['facts']}>
          {questions.map(({ question, mean }) => (
            <div key={question} className={styles['fact']}>
              <dt>{t(`attendance:opinions.question.${question}`)}</dt>
              <dd>
                {mean === null
                  ? '–'
                  : t('attendance:opinions.mean', {
                      mean: format.number(Math.round(mean * 10) / 10),
                    })}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {comments.length > 0 && (
        <ul className={styles['comments']}>
          {comments.map((comment, index) => (
            // The same words may have been said twice.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} dir="auto">
              {comment}
            </li>
          ))}
        </ul>
      )}
      {mayAnswer &&
        (answering ? (
          <AnswerForm session={session} onDone={() => setAnswering(false)} />
        ) : (
          <Button onClick={() => setAnswering(true)}>{t('attendance:opinions.answer')}</Button>
        ))}
    </>
  );
}

function AnswerForm({
  session,
  onDone,
}: {
  readonly session: string;
  readonly onDone: () => void;
}) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const [marks, setMarks] = useState<Marks>({});
  const [comment, setComment] = useState<string | null>(null);

  async function send(): Promise<void> {
    if (Object.keys(marks).length === 0 && comment === null) return;
    const said = comment === null ? {} : { comment };
    const kept = await run('attendance.feedback', { session, marks, ...said }, () =>
      t('attendance:opinions.kept'),
    );
    if (kept !== null) onDone();
  }
  return (
    <section className={styles['section']} aria-label={t('attendance:opinions.answer')}>
      <p className={styles['quiet']}>{t('attendance:opinions.anonymous')}</p>
      {feedbackQuestions.map((question) => (
        <div key={question} className={styles['question']}>
          <span className={styles['label']}>{t(`attendance:opinions.question.${question}`)}</span>
          <Choice
            label={t(`attendance:opinions.question.${question}`)}
            value={String(marks[question] ?? '')}
            options={MARKS.map((value) => ({
              value: value as string,
              label: t(`attendance:opinions.mark.${value}`),
            }))}
            onChange={(value) => setMarks({ ...marks, [question]: Number(value) })}
          />
        </div>
      ))}
      <CommitArea
        label={t('attendance:opinions.comment')}
        value={comment}
        maxLength={2_000}
        onCommit={setComment}
      />
      <div className={styles['buttons']}>
        <Button size="xs" variant="subtle" onClick={onDone}>
          {t('attendance:cancel')}
        </Button>
        <Button size="xs" disabled={busy} onClick={() => void send()}>
          {t('attendance:opinions.save')}
        </Button>
      </div>
    </section>
  );
}
