import { Button } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import type { TemplateProblem } from '../../../shared/templates/template.problems.ts';
import type { TemplateView } from '../../../shared/templates/templates.contract.ts';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { ActionSet } from './action.fields.ts';
import { ActionForm } from './ActionForm.tsx';
import { problemsAt } from './problems.words.ts';
import styles from './draft.module.css';

interface RunningFormProps {
  readonly view: TemplateView;
  readonly action: TemplateView['actions'][number];
  readonly onClose: () => void;
}

/** The form of an action of the running kit: what is changed counts in every school once saved. */
export function RunningForm({ view, action, onClose }: RunningFormProps) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const [changed, setChanged] = useState<ActionSet>({});
  // A field that is left by the click that saves is part of what is saved.
  const latest = useRef<ActionSet>({});
  const [problems, setProblems] = useState<readonly TemplateProblem[]>([]);
  const running = view.actions.filter(({ retired }) => !retired);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const set = latest.current;
    if (Object.keys(set).length === 0) return onClose();
    setBusy(true);
    const answer = await client.call('templates.edit', {
      programme: view.programme.id,
      edit: { type: 'set', id: action.id, set },
    });
    setBusy(false);
    if (answer.ok) {
      notices.say({ tone: 'quiet', text: t('templates:said.edited') });
      return onClose();
    }
    if (answer.error.type === 'TemplateInvalid') setProblems(answer.error.problems);
    else notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void save(event)}>
      <p className={styles['hint']}>{t('templates:edit.help')}</p>
      <ActionForm
        action={{ ...action, ...(changed as Partial<typeof action>) }}
        frame={view}
        actions={running}
        problems={problemsAt(problems, action.id)}
        disabled={busy}
        onSet={(set) => {
          latest.current = { ...latest.current, ...set };
          setChanged(latest.current);
          setProblems([]);
        }}
      />
      <div className={styles['foot']}>
        <Button type="submit" loading={busy}>
          {t('templates:do.save')}
        </Button>
        <Button variant="default" disabled={busy} onClick={onClose}>
          {t('templates:draft.do.cancel')}
        </Button>
        <span className={styles['unsaved']} role="status">
          {Object.keys(changed).length > 0 &&
            t('templates:edit.changed', {
              fields: Object.keys(changed)
                .map((field) => t(`templates:field.${field}`))
                .join(', '),
            })}
        </span>
      </div>
    </form>
  );
}
