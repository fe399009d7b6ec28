import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { Message } from '../ui/Message.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { BlockedItem } from './BlockedItem.tsx';
import { ProposalItem } from './ProposalItem.tsx';
import { TEMPLATE_ENTITIES, type DraftAddress } from './templates.words.ts';
import { useAct } from './useAct.ts';
import styles from './templates.module.css';

/** Characters of a proposal. */
const MAX_TEXT = 4_000;
const NEW_ACTION = '';
/** Blocked actions that are shown at first: those that block the most schools. */
const BLOCKED_SHOWN = 20;

interface ProposalsTabProps {
  readonly view: TemplateView;
  readonly onDraft: (draft: DraftAddress) => void;
}

/** What schools stumble over, and what people propose to change in the kit for it. */
export function ProposalsTab({ view, onDraft }: ProposalsTabProps) {
  const { t, format } = useLanguage();
  const programme = view.programme.id;
  const { value, failure, reload } = useCall('templates.proposals', { programme }, [
    ...TEMPLATE_ENTITIES,
    'kitStep',
  ]);
  const [isWhole, setIsWhole] = useState(false);
  const [about, setAbout] = useState<string>(NEW_ACTION);
  const textField = useRef<HTMLTextAreaElement>(null);
  if (value === null) {
    return failure === null ? null : (
      <Message kind="error" action={{ label: t('retry'), run: () => void reload() }}>
        {failureWords(t, failure)}
      </Message>
    );
  }
  const proposed = new Set(
    value.proposals.filter(({ state }) => state === 'open').map(({ action }) => action),
  );
  const shown = isWhole ? value.blocked : value.blocked.slice(0, BLOCKED_SHOWN);
  function writeAbout(action: string): void {
    setAbout(action);
    textField.current?.focus();
  }
  return (
    <div className={styles['columns']}>
      <section className={styles['section']}>
        <h2>{t('templates:blocked.title')}</h2>
        {value.blocked.length === 0 ? (
          <p className={styles['note']}>{t('templates:blocked.none')}</p>
        ) : (
          <ul className={styles['list']}>
            {shown.map((blocked) => (
              <BlockedItem
                key={blocked.action}
                view={view}
                blocked={blocked}
                isProposed={proposed.has(blocked.action)}
                onWrite={() => writeAbout(blocked.action)}
              />
            ))}
          </ul>
        )}
        {shown.length < value.blocked.length && (
          <div className={styles['row']}>
            <Button variant="default" onClick={() => setIsWhole(true)}>
              {t('templates:blocked.more', {
                count: value.blocked.length - shown.length,
                replace: { count: format.number(value.blocked.length - shown.length) },
              })}
            </Button>
          </div>
        )}
      </section>
      <section className={styles['section']}>
        <h2>{t('templates:tabs.proposals')}</h2>
        {view.mayPropose && (
          <ProposeForm view={view} about={about} textField={textField} onAbout={setAbout} />
        )}
        {value.proposals.length === 0 ? (
          <p className={styles['note']}>{t('templates:empty.proposals')}</p>
        ) : (
          <ul className={styles['list']}>
            {value.proposals.map((proposal) => (
              <ProposalItem key={proposal.id} view={view} proposal={proposal} onDraft={onDraft} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

interface ProposeFormProps {
  readonly view: TemplateView;
  readonly about: string;
  readonly textField: RefObject<HTMLTextAreaElement | null>;
  readonly onAbout: (action: string) => void;
}

function ProposeForm({ view, about, textField, onAbout }: ProposeFormProps) {
  const { t, label } = useLanguage();
  const { client } = useBridge();
  const { run, busy } = useAct();
  const [text, setText] = useState('');

  async function propose(event: FormEvent): Promise<void> {
    event.preventDefault();
    const action = about === NEW_ACTION ? null : about;
    const done = await run(
      () => client.call('templates.propose', { programme: view.programme.id, action, text }),
      () => t('templates:said.proposed'),
    );
    if (done === null) return;
    setText('');
    onAbout(NEW_ACTION);
  }
  return (
    <form className={styles['section']} onSubmit={(event) => void propose(event)}>
      <NativeSelect
        label={t('templates:propose.about')}
        value={about}
        data={[
          { value: NEW_ACTION, label: t('templates:propose.newAction') },
          ...view.actions
            .filter(({ retired }) => !retired)
            .map(({ id, title }) => ({ value: id, label: label(title) })),
        ]}
        onChange={(event) => onAbout(event.currentTarget.value)}
      />
      <label className={styles['section']}>
        {t('templates:propose.text')}
        <TextArea
          ref={textField}
          value={text}
          maxLength={MAX_TEXT}
          rows={2}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div className={styles['row']}>
        <Button type="submit" loading={busy} disabled={text.trim() === ''}>
          {t('templates:do.send')}
        </Button>
      </div>
    </form>
  );
}
