import { Checkbox } from '@mantine/core';
import { indicators } from '../../../shared/observation/indicator.ts';
import { evidences } from '../../../shared/programme/kitAction.entity.ts';
import type { TemplateProblem } from '../../../shared/templates/template.problems.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Choice } from '../../ui/Choice.tsx';
import { CommitField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { sourceWords } from '../../bridge/kitWords.ts';
import type { ActionFields } from './action.fields.ts';
import { DueFields } from './DueFields.tsx';
import { problemWords } from './problems.words.ts';
import { TextFields } from './TextFields.tsx';
import { WaitsField } from './WaitsField.tsx';
import './mantine.css';
import styles from './draft.module.css';

interface ActionFormProps extends ActionFields {
  /** What is wrong with this action. */
  readonly problems: readonly TemplateProblem[];
}

/** Characters of a source. */
const MAX_SOURCE = 400;
/** Value of a choice of nothing. */
const NONE = '';

/** All that a kit says of one action, field by field. */
export function ActionForm(props: ActionFormProps) {
  const { action, frame, actions, problems, disabled, onSet } = props;
  const tools = useLanguage();
  const { t, label } = tools;
  const { one, One } = useTerms();
  const options = (list: readonly { readonly id: string; readonly label: { fr: string } }[]) =>
    list.map(({ id, label: name }) => ({ value: id, label: label(name) }));
  /** Those of a list, and what stands there although the list has it no more. */
  const withOwn = (list: { value: string; label: string }[], own: string | null) =>
    own === null || list.some(({ value }) => value === own)
      ? list
      : [{ value: own, label: own }, ...list];
  const orNone = (text: string): string | null => (text === NONE ? null : text);
  return (
    <div className={styles['form']} data-action={action.id}>
      {problems.length > 0 && (
        <ul className={styles['problems']} role="alert">
          {problems.map((problem) => (
            <li key={`${problem.type} ${problem.at} ${problem.detail}`}>
              {problemWords(tools, actions, problem)}
            </li>
          ))}
        </ul>
      )}
      <TextFields {...props} />
      <SelectField
        label={t('templates:field.phase')}
        value={action.phase}
        options={withOwn(options(frame.phases), action.phase)}
        disabled={disabled}
        onChange={(phase) => onSet({ phase })}
      />
      <DueFields {...props} />
      <ActorsField {...props} />
      <WaitsField {...props} />
      <div className={styles['group']}>
        <span className={styles['legend']}>{t('templates:field.evidence')}</span>
        <Choice
          label={t('templates:field.evidence')}
          options={evidences.map((value) => ({ value, label: t(`templates:evidence.${value}`) }))}
          value={action.evidence}
          disabled={disabled}
          onChange={(evidence) => onSet({ evidence })}
        />
      </div>
      <Checkbox
        label={t('templates:form.blocking', { switchover: one('switchover') })}
        checked={action.blocking}
        disabled={disabled}
        onChange={(event) => onSet({ blocking: event.currentTarget.checked })}
      />
      {(frame.variants.length > 0 || action.variant !== null) && (
        <SelectField
          label={t('templates:field.variant')}
          value={action.variant ?? NONE}
          options={[
            { value: NONE, label: t('templates:form.allVariants') },
            ...withOwn(options(frame.variants), action.variant),
          ]}
          disabled={disabled}
          onChange={(variant) => onSet({ variant: orNone(variant) })}
        />
      )}
      <SelectField
        label={t('templates:field.level')}
        value={action.level ?? NONE}
        options={[
          { value: NONE, label: One('establishment') },
          ...withOwn(options(frame.levels), action.level),
        ]}
        disabled={disabled}
        onChange={(level) => onSet({ level: orNone(level) })}
      />
      <SelectField
        label={t('templates:field.indicator')}
        value={action.indicator ?? NONE}
        options={[
          { value: NONE, label: t('templates:form.noIndicator') },
          ...indicators.map((value) => ({ value, label: t(`templates:indicator.${value}`) })),
        ]}
        disabled={disabled}
        onChange={(text) =>
          onSet({ indicator: indicators.find((indicator) => indicator === text) ?? null })
        }
      />
      <CommitField
        label={t('templates:field.source')}
        value={sourceWords(t, action.source)}
        maxLength={MAX_SOURCE}
        disabled={disabled}
        hint={t('templates:form.source')}
        onCommit={(source) => onSet({ source })}
      />
      <p className={styles['hint']}>
        <b>{t('templates:field.id')}</b> <bdi>{action.id}</bdi>
      </p>
    </div>
  );
}

function ActorsField({ action, frame, disabled, onSet }: ActionFields) {
  const { t, label } = useLanguage();
  const known = new Set(frame.actors.map(({ id }) => id));
  const lost = action.actors.filter((id) => !known.has(id));
  const all = [...frame.actors, ...lost.map((id) => ({ id, label: { fr: id } }))];
  return (
    <fieldset className={styles['group']} disabled={disabled}>
      <legend>{t('templates:field.actors')}</legend>
      <div className={styles['ticks']}>
        {all.map(({ id, label: name }) => (
          <Checkbox
            key={id}
            label={<bdi>{label(name)}</bdi>}
            checked={action.actors.includes(id)}
            disabled={disabled}
            onChange={(event) => {
              const others = action.actors.filter((one) => one !== id);
              onSet({ actors: event.currentTarget.checked ? [...others, id] : others });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
