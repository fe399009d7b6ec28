import { useState } from 'react';
import { stateFor, WHOLE_SCHOOL } from '../../shared/activation/services.rules.ts';
import { useCall } from '../bridge/useCall.ts';
import { CommitArea } from '../ui/fields.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { Message } from '../ui/Message.tsx';
import type { PagePanel } from '../ui/Page.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { ProgrammeChoice } from './ProgrammeChoice.tsx';
import { ServicePanel, StateChoice } from './ServicePanel.tsx';
import { useAct } from './useAct.ts';
import styles from './Activation.module.css';

/** What a school's page shows in its body and in its panel. */
export interface SchoolPart {
  readonly body: React.ReactNode;
  readonly panel: PagePanel | null;
}

/** The services of one school by group, and its own decision about them. */
export function useSchoolServices(establishment: string, wanted: boolean): SchoolPart {
  const { t, format, label } = useLanguage();
  const act = useAct();
  const [open, setOpen] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string>();
  const { value } = useCall(
    'activation.services',
    wanted ? { establishment, programme: chosen } : null,
    ['serviceActivation', 'establishment', 'programme', 'wave'],
  );
  if (value === null) return { body: null, panel: null };
  if (value.programme === null || value.services.length === 0) {
    return { body: <Message kind="empty">{t('activation:empty.services')}</Message>, panel: null };
  }
  const programme = value.programme.id;
  const body = (
    <div className={styles['part']}>
      <ProgrammeChoice programmes={value.programmes} value={value.programme} onChange={setChosen} />
      {value.missing.length > 0 && (
        <p className={styles['warn']}>{t('activation:missing', { count: value.missing.length })}</p>
      )}
      <section className={styles['card']}>
        <h2>{t('activation:policy')}</h2>
        <CommitArea
          label={t('activation:policyLabel')}
          hint={t('activation:policyHint')}
          maxLength={4000}
          value={value.policy}
          disabled={!value.mayWritePolicy}
          onCommit={(policy) =>
            void act(
              'activation.setPolicy',
              { establishment, policy: policy ?? '' },
              t('activation:done.saved'),
            )
          }
        />
      </section>
      {value.groups.map((group) => (
        <section key={group.id} className={styles['card']}>
          <h2>
            <LabelText label={group.label} />
          </h2>
          <ul className={styles['list']}>
            {value.services
              .filter((service) => service.group === group.id)
              .map((service) => {
                const state = stateFor(value.activations, service.id, WHOLE_SCHOOL);
                const whole = value.activations.find(
                  (one) => one.service === service.id && one.target === 'school',
                );
                const narrower = value.activations.filter(
                  (one) => one.service === service.id && one.target !== 'school',
                );
                return (
                  <li key={service.id} className={styles['item']} data-service={service.id}>
                    <span>
                      <button
                        type="button"
                        className={styles['open']}
                        onClick={() => setOpen(service.id)}
                      >
                        <LabelText label={service.label} />
                      </button>
                      <small>
                        {whole !== undefined &&
                          whole.since !== null &&
                          t('activation:sinceDay', {
                            day: format.day(whole.since, value.today),
                          })}{' '}
                        {narrower.length > 0 &&
                          t('activation:narrower', { count: narrower.length })}
                      </small>
                    </span>
                    <StateChoice
                      label={t('activation:stateOf', { name: label(service.label) })}
                      value={state}
                      disabled={!value.mayWrite}
                      onChange={(next) =>
                        void act(
                          'activation.set',
                          {
                            programme,
                            cells: [{ establishment, service: service.id }],
                            state: next,
                          },
                          t('activation:done.saved'),
                        )
                      }
                    />
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
    </div>
  );
  const panel =
    open === null
      ? null
      : {
          label: t('activation:servicePanel'),
          onClose: () => setOpen(null),
          content: (
            <ServicePanel
              establishment={establishment}
              programme={programme}
              service={open}
              onClose={() => setOpen(null)}
            />
          ),
        };
  return { body, panel };
}
