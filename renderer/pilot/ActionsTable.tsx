import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ActionLine } from '../../shared/kit/pilot.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Bar } from '../ui/Bar.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { Figure } from './Figure.tsx';
import { mostBlocking, type ListHref } from './pilot.filter.ts';
import styles from './pilot.module.css';

interface ActionsTableProps {
  readonly actions: readonly ActionLine[];
  readonly programme: string | undefined;
  readonly href: ListHref;
  /** Where the kit's template is. */
  readonly templateHref: string;
}

/** Actions shown before somebody asks for all. */
const FIRST = 8;

/** The actions that stand in the way of most schools. */
export function ActionsTable({ actions, programme, href, templateHref }: ActionsTableProps) {
  const { t, format, label } = useLanguage();
  const { One, many, counted } = useTerms(programme);
  const [all, setAll] = useState(false);
  const most = mostBlocking(actions);
  const shown = all ? most : most.slice(0, FIRST);
  return (
    <section className={styles['section']}>
      <h2>{t('pilot:actions.title', { actions: many('action') })}</h2>
      {most.length === 0 ? (
        <p className={styles['small']}>{t('pilot:actions.none')}</p>
      ) : (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{One('action')}</th>
              <th scope="col">{t('pilot:actions.done')}</th>
              <th scope="col" className={styles['end']}>
                {t('pilot:late.title')}
              </th>
              <th scope="col" className={styles['end']}>
                {t('pilot:blocked.title')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => {
              const actionTitle = label(line.title);
              const link = (state: 'late' | 'blocked', tone: 'late' | 'wait') => (
                <Figure
                  count={line[state]}
                  href={href({ action: { id: line.action, state }, actionTitle })}
                  label={t('pilot:openOf', {
                    schools: counted('establishment', line[state]),
                    what: t(`pilot:what.${state}`),
                    name: actionTitle,
                  })}
                  tone={tone}
                />
              );
              return (
                <tr key={line.action}>
                  <th scope="row">
                    <LabelText label={line.title} />
                  </th>
                  <td>
                    <span className={styles['progress']}>
                      <Bar whole={line.applicable} done={line.done} late={line.late} />
                      <span className={styles['small']}>
                        {t('schools.done', {
                          done: format.number(line.done),
                          whole: format.number(line.applicable),
                        })}
                      </span>
                    </span>
                  </td>
                  <td className={styles['end']}>{link('late', 'late')}</td>
                  <td className={styles['end']}>{link('blocked', 'wait')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <p className={styles['foot']}>
        {most.length > FIRST && (
          <Button size="compact-sm" variant="default" onClick={() => setAll(!all)}>
            {all
              ? t('pilot:actions.less')
              : t('pilot:actions.all', { count: most.length, all: format.number(most.length) })}
          </Button>
        )}
        <a className={styles['link']} href={templateHref}>
          {t('pilot:actions.template')}
        </a>
      </p>
    </section>
  );
}
