import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { useOffset } from '../bridge/useOffset.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { RunningForm } from './draft/RunningForm.tsx';
import { namesOf, sourceWords } from '../bridge/kitWords.ts';
import styles from './templates.module.css';

interface ActionPanelProps {
  readonly view: TemplateView;
  readonly action: TemplateView['actions'][number];
  readonly onClose: () => void;
}

/** What the kit says of one action; whoever may write the kit changes all of it here. */
export function ActionPanel({ view, action, onClose }: ActionPanelProps) {
  const { t } = useLanguage();
  const [isWriting, setWriting] = useState(false);
  const mayWrite = view.mayEdit && !action.retired;
  return (
    <div className={styles['panel']}>
      <h2>
        <LabelText label={action.title} />
      </h2>
      {isWriting && mayWrite ? (
        <RunningForm view={view} action={action} onClose={() => setWriting(false)} />
      ) : (
        <>
          <Reading view={view} action={action} />
          <div className={styles['row']}>
            {mayWrite && (
              <Button onClick={() => setWriting(true)}>{t('templates:edit.title')}</Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('templates:do.close')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Reading({ view, action }: Pick<ActionPanelProps, 'view' | 'action'>) {
  const { t, label, format } = useLanguage();
  const offset = useOffset();
  const titles = new Map(view.actions.map(({ id, title }) => [id, title]));
  const waits = action.dependsOn.map((id) => label(titles.get(id) ?? { fr: id }));
  const others = Object.entries(action.dueOffsetVariants ?? {});
  return (
    <>
      {action.description !== null && (
        <p className={styles['text']}>
          <LabelText label={action.description} />
        </p>
      )}
      <Facts>
        <Fact name={t('templates:field.phase')}>
          {namesOf({ label, format }, view.phases, [action.phase])}
        </Fact>
        <Fact name={t('templates:field.dueOffsetDays')}>
          <bdi>{offset(action.dueOffsetDays)}</bdi>
        </Fact>
        {others.map(([id, days]) => (
          <Fact key={id} name={namesOf({ label, format }, view.variants, [id])}>
            <bdi>{offset(days)}</bdi>
          </Fact>
        ))}
        <Fact name={t('templates:field.actors')}>
          {namesOf({ label, format }, view.actors, action.actors)}
        </Fact>
        <Fact name={t('templates:field.evidence')}>
          {t(`templates:evidence.${action.evidence}`)}
        </Fact>
        <Fact name={t('templates:field.blocking')}>
          {t(action.blocking ? 'templates:yes' : 'templates:no')}
        </Fact>
        {action.variant !== null && (
          <Fact name={t('templates:field.variant')}>
            {namesOf({ label, format }, view.variants, [action.variant])}
          </Fact>
        )}
        {action.level !== null && (
          <Fact name={t('templates:field.level')}>
            {namesOf({ label, format }, view.levels, [action.level])}
          </Fact>
        )}
        {waits.length > 0 && (
          <Fact name={t('templates:field.dependsOn')}>{format.line(waits)}</Fact>
        )}
        {action.indicator !== null && (
          <Fact name={t('templates:field.indicator')}>
            {t(`templates:indicator.${action.indicator}`)}
          </Fact>
        )}
        {action.source !== null && (
          <Fact name={t('templates:field.source')}>
            <bdi>{sourceWords(t, action.source)}</bdi>
          </Fact>
        )}
      </Facts>
    </>
  );
}
