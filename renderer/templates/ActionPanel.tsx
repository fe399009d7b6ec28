import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { namesOf, offsetWords } from './templates.words.ts';
import { useAct } from './useAct.ts';
import styles from './templates.module.css';

interface ActionPanelProps {
  readonly view: TemplateView;
  readonly action: TemplateView['actions'][number];
  readonly onClose: () => void;
}

/** What the kit says of one action; whoever may write the kit changes its title and due day here. */
export function ActionPanel({ view, action, onClose }: ActionPanelProps) {
  const { t, label } = useLanguage();
  const titles = new Map(view.actions.map(({ id, title }) => [id, title]));
  const waits = action.dependsOn.map((id) => label(titles.get(id) ?? { fr: id }));
  return (
    <div className={styles['panel']}>
      <h2>
        <LabelText label={action.title} />
      </h2>
      {action.description !== null && (
        <p className={styles['text']}>
          <LabelText label={action.description} />
        </p>
      )}
      <Facts>
        <Fact name={t('templates:field.phase')}>{namesOf(label, view.phases, [action.phase])}</Fact>
        <Fact name={t('templates:field.dueOffsetDays')}>
          <bdi>{offsetWords(t, action.dueOffsetDays)}</bdi>
        </Fact>
        <Fact name={t('templates:field.actors')}>{namesOf(label, view.actors, action.actors)}</Fact>
        <Fact name={t('templates:field.evidence')}>
          {t(`templates:evidence.${action.evidence}`)}
        </Fact>
        <Fact name={t('templates:field.blocking')}>
          {t(action.blocking ? 'templates:yes' : 'templates:no')}
        </Fact>
        {action.variant !== null && (
          <Fact name={t('templates:field.variant')}>
            {namesOf(label, view.variants, [action.variant])}
          </Fact>
        )}
        {action.level !== null && (
          <Fact name={t('templates:field.level')}>
            {namesOf(label, view.levels, [action.level])}
          </Fact>
        )}
        {waits.length > 0 && <Fact name={t('templates:field.dependsOn')}>{waits.join(' · ')}</Fact>}
      </Facts>
      {view.mayEdit && !action.retired && <ActionForm view={view} action={action} />}
      <div className={styles['row']}>
        <Button variant="default" onClick={onClose}>
          {t('templates:do.close')}
        </Button>
      </div>
    </div>
  );
}

function ActionForm({ view, action }: Pick<ActionPanelProps, 'view' | 'action'>) {
  const { t, language } = useLanguage();
  const { client } = useBridge();
  const { run, busy } = useAct();
  const [title, setTitle] = useState(action.title[language] || action.title.fr);
  const [days, setDays] = useState<string | number>(action.dueOffsetDays ?? '');
  const offset = days === '' ? null : Number(days);
  const hasChanged =
    title !== (action.title[language] || action.title.fr) || offset !== action.dueOffsetDays;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const set = { title: { ...action.title, [language]: title.trim() }, dueOffsetDays: offset };
    await run(
      () =>
        client.call('templates.edit', {
          programme: view.programme.id,
          edit: { type: 'set', id: action.id, set },
        }),
      () => t('templates:said.edited'),
    );
  }
  return (
    <form className={styles['section']} onSubmit={(event) => void save(event)}>
      <h3>{t('templates:edit.title')}</h3>
      <p className={styles['note']}>{t('templates:edit.help')}</p>
      <TextInput
        label={t('templates:field.title')}
        value={title}
        dir="auto"
        required
        maxLength={400}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <NumberInput
        dir="ltr"
        label={t('templates:edit.days')}
        value={days}
        allowDecimal={false}
        min={-3650}
        max={3650}
        onChange={setDays}
      />
      <div className={styles['row']}>
        <Button type="submit" loading={busy} disabled={!hasChanged || title.trim() === ''}>
          {t('templates:do.save')}
        </Button>
      </div>
    </form>
  );
}
