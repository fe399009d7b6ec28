import { Button } from '@mantine/core';
import type { TicketRules } from '../../../shared/assistance/ticketRules.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from '../assistance.module.css';
import { KnownAnswers } from './KnownAnswers.tsx';
import { withKind, type TicketWriting } from './useTicketDraft.ts';

interface TicketBesideProps {
  readonly rules: TicketRules;
  readonly writing: TicketWriting;
}

/** What stands beside a request that is written: answers that are known, templates, who may file. */
export function TicketBeside({ rules, writing }: TicketBesideProps) {
  const { values, set, kept } = writing;
  const { t, label } = useLanguage();
  return (
    <aside className={styles['beside']} aria-label={t('assistance:form.beside')}>
      <KnownAnswers text={values.title ?? ''} except={kept} />
      {rules.requestTemplates.length > 0 && (
        <section>
          <h3>{t('assistance:form.templates')}</h3>
          {rules.requestTemplates.map((template) => (
            <div key={template.id}>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  set({
                    ...(template.kind !== null && withKind(rules.fields, values, template.kind)),
                    title: template.title === null ? null : label(template.title),
                    description: template.provide
                      .filter(({ secret }) => !secret)
                      .map((one) => `${label(one.label)} : `)
                      .join('\n'),
                  })
                }
              >
                {label(template.label)}
              </Button>
              <ul>
                {template.provide.map((one) => (
                  <li key={one.label.fr}>
                    {label(one.label)}
                    {one.secret && ` — ${t('assistance:form.apart')}`}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      )}
      {rules.entry !== null && <p className={styles['note']}>{label(rules.entry)}</p>}
      {rules.notes.map((note) => (
        <p key={note.fr} className={styles['note']}>
          {label(note)}
        </p>
      ))}
    </aside>
  );
}
