import { Button } from '@mantine/core';
import { useBridge } from '../bridge/BridgeContext.tsx';
import type { ProposalsView, TemplateView } from '../../shared/templates/templates.contract.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useAct } from './useAct.ts';
import styles from './templates.module.css';

interface BlockedItemProps {
  readonly view: TemplateView;
  readonly blocked: ProposalsView['blocked'][number];
  /** A proposal about it waits for its answer. */
  readonly isProposed: boolean;
  /** The person wants to say it in words of their own. */
  readonly onWrite: () => void;
}

/** An action that is blocked in schools, what some of them say, and its proposal in one click. */
export function BlockedItem({ view, blocked, isProposed, onWrite }: BlockedItemProps) {
  const { t, format, placed } = useLanguage();
  const { client } = useBridge();
  const { run, busy } = useAct();
  const { action, title, schools, notes } = blocked;
  const where = t('templates:blocked.in', {
    count: schools,
    replace: { n: format.number(schools), count: format.number(schools) },
  });
  const propose = () => {
    const said = notes.map(({ school, note }) => `${placed(school)} : ${note}`);
    const text = [t('templates:blocked.text', { where }), ...said].join('\n');
    return run(
      () => client.call('templates.propose', { programme: view.programme.id, action, text }),
      () => t('templates:said.proposed'),
    );
  };
  return (
    <li className={styles['item']}>
      <b>
        <LabelText label={title} />
      </b>{' '}
      <span className={styles['wait']}>{where}</span>
      {notes.map(({ school, note }) => (
        <p key={`${school.name} ${note}`} className={styles['note']}>
          <bdi>{placed(school)}</bdi> : <bdi>{note}</bdi>
        </p>
      ))}
      {view.mayPropose && (
        <div className={styles['row']}>
          {isProposed ? (
            <Tag tone="wait">{t('templates:blocked.proposed')}</Tag>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              loading={busy}
              onClick={() => void propose()}
            >
              {t('templates:do.proposeBlocked')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={onWrite}>
            {t('templates:do.propose')}
          </Button>
        </div>
      )}
    </li>
  );
}
