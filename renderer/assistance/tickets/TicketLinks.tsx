import { Button } from '@mantine/core';
import type { TicketLinks as Links } from '../../../shared/assistance/tickets.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { useDo } from '../../bridge/useDo.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from '../assistance.module.css';
import type { AssistanceHrefs } from '../assistanceTabs.ts';

const READ = [
  'ticket',
  'blocker',
  'blockerReport',
  'kitAction',
  'kitStep',
  'waveMembership',
  'establishment',
  'grant',
];
/** What is chosen to open a blocker that nobody has met before. */
const NEW = 'new';

interface TicketLinksProps {
  readonly ticket: string;
  readonly establishment: string | null;
  readonly hrefs: AssistanceHrefs;
}

/** What a request is about: an action of the kit, a blocker, and the schools that met that one. */
export function TicketLinks({ ticket, establishment, hrefs }: TicketLinksProps) {
  const { t } = useLanguage();
  const links = useCall('tickets.links', { ticket }, READ).value;
  if (links === null) return null;
  const { action, blocker, hiddenBlocker, mayLink } = links;
  if (!mayLink && action === null && blocker === null && !hiddenBlocker) return null;
  return (
    <section className={styles['act']}>
      <h3>{t('assistance:links.title')}</h3>
      <ActionLink {...{ ticket, establishment, hrefs, links }} />
      {hiddenBlocker ? (
        <p className={styles['note']}>{t('assistance:links.hidden')}</p>
      ) : (
        <BlockerLink {...{ ticket, hrefs, links }} />
      )}
    </section>
  );
}

function ActionLink({
  ticket,
  establishment,
  hrefs,
  links,
}: TicketLinksProps & { readonly links: Links }) {
  const { t, label } = useLanguage();
  const { run, busy } = useDo();
  const { action, actions, step, mayLink } = links;
  return (
    <div className={styles['row']}>
      {mayLink ? (
        <SelectField
          label={t('assistance:links.action')}
          value={action?.id ?? ''}
          disabled={busy}
          options={[
            { value: '', label: t('assistance:links.noAction') },
            ...actions.map(({ id, title }) => ({ value: id, label: label(title) })),
          ]}
          onChange={(id) =>
            void run('tickets.link', { ticket, action: id || null }, () =>
              t('assistance:said.link'),
            )
          }
        />
      ) : (
        action !== null && <bdi>{label(action.title)}</bdi>
      )}
      {step !== null && establishment !== null && (
        <a href={hrefs.step(establishment, step)}>{t('assistance:links.openAction')}</a>
      )}
    </div>
  );
}

function BlockerLink({
  ticket,
  hrefs,
  links,
}: Omit<TicketLinksProps, 'establishment'> & { readonly links: Links }) {
  const { t, format, placed } = useLanguage();
  const { Many } = useTerms();
  const { run, busy } = useDo();
  const { action, blocker, blockers, schools, mayLink, mayRegister } = links;
  const link = async (change: {
    blocker?: string | null;
    schools?: string[];
    blockerAction?: boolean;
  }): Promise<void> => {
    await run('tickets.link', { ticket, ...change }, () => t('assistance:said.link'));
  };
  if (blocker === null && !(mayLink && mayRegister)) return null;
  const others = blocker === null ? [] : schools.filter(({ id }) => !blocker.schools.includes(id));
  const listed = blocker === null || blockers.some(({ id }) => id === blocker.id);
  return (
    <>
      <div className={styles['row']}>
        {mayLink ? (
          <SelectField
            label={t('assistance:links.blocker')}
            value={blocker?.id ?? ''}
            disabled={busy}
            options={[
              { value: '', label: t('assistance:links.none') },
              ...(listed ? [] : [{ value: blocker.id, label: blocker.title }]),
              ...blockers.map(({ id, title }) => ({ value: id, label: title })),
              ...(mayRegister ? [{ value: NEW, label: t('assistance:links.new') }] : []),
            ]}
            onChange={(id) => void link({ blocker: id || null })}
          />
        ) : (
          <bdi>{blocker?.title}</bdi>
        )}
        {blocker !== null && (
          <a href={hrefs.blocker(blocker.id)}>{t('assistance:links.openBlocker')}</a>
        )}
      </div>
      {blocker !== null && (
        <p className={styles['note']}>
          {t('assistance:links.schools', {
            schools: Many('establishment'),
            number: format.number(blocker.schools.length),
          })}
        </p>
      )}
      {blocker !== null && mayLink && mayRegister && (
        <div className={styles['row']}>
          {others.length > 0 && (
            <SelectField
              label={t('assistance:links.also')}
              value=""
              disabled={busy}
              options={[
                { value: '', label: t('assistance:form.choose') },
                ...others.map((school) => ({
                  value: school.id,
                  label: placed(school),
                })),
              ]}
              onChange={(school) => school !== '' && void link({ schools: [school] })}
            />
          )}
          {action !== null && blocker.action === null && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy}
              onClick={() => void link({ blockerAction: true })}
            >
              {t('assistance:links.blockerAction')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
