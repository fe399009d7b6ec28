import type { Choice as Side, DifferenceKind } from '../../shared/templates/compare.ts';
import type { DifferenceView } from '../../shared/templates/templates.contract.ts';
import { useOffset } from '../bridge/useOffset.ts';
import { Choice } from '../ui/Choice.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { Change } from './Change.tsx';
import { EffectFigures } from './EffectFigures.tsx';
import { bothWords, namesOf, type KitNames } from '../bridge/kitWords.ts';
import { useSides } from './useSides.ts';
import styles from './templates.module.css';

const TONES: Record<DifferenceKind, Tone> = {
  added: 'done',
  removed: 'late',
  reidentified: 'info',
  moved: 'info',
  renamed: 'info',
  changed: 'info',
};

interface DifferenceRowProps {
  readonly difference: DifferenceView;
  readonly names: KitNames;
  readonly programme: string;
  /** Null: it is merged by itself. */
  readonly choice: Side | null;
  readonly mayChoose: boolean;
  readonly onChoose: (choice: Side) => void;
}

/** One difference: what it is, before and after, what it does, and the choice that it asks for. */
export function DifferenceRow(props: DifferenceRowProps) {
  const { difference, names, programme, choice, mayChoose, onChoose } = props;
  const { t, label, format } = useLanguage();
  const offset = useOffset();
  const { kinds, title, fields, conflict, recommended, effect, newId } = difference;
  const sides = useSides(recommended);
  return (
    <li className={styles['difference']} data-difference={difference.id}>
      <div className={styles['what']}>
        <span className={styles['tags']}>
          {kinds.map((kind) => (
            <Tag key={kind} tone={TONES[kind]}>
              {t(`templates:kind.${kind}`)}
            </Tag>
          ))}
        </span>{' '}
        <b>
          <LabelText label={title} />
        </b>{' '}
        {effect !== null && effect.schools > 0 && (
          <EffectFigures effect={effect} programme={programme} short />
        )}
      </div>
      <dl className={styles['fields']}>
        {fields.length === 0 && <Whole difference={difference} names={names} />}
        {newId !== null && (
          <Change name={t('templates:field.id')} before={difference.id} after={newId} />
        )}
        {fields.map(({ field, ours, theirs, merged, conflict: contradicts }) => (
          <Change
            key={field}
            name={t(`templates:field.${field}`)}
            {...bothWords(
              { t, label, format, offset },
              names,
              field,
              ours,
              contradicts ? theirs : merged,
            )}
          />
        ))}
      </dl>
      {conflict !== null && (
        <div className={styles['conflict']}>
          <p>{t(`templates:conflict.${conflict}`)}</p>
          <Choice
            label={t('templates:choice.label', { title: label(title) })}
            options={sides}
            value={choice ?? recommended}
            disabled={!mayChoose}
            onChange={onChoose}
          />
        </div>
      )}
    </li>
  );
}

/** An action that is there on one side alone. */
function Whole({ difference, names }: Pick<DifferenceRowProps, 'difference' | 'names'>) {
  const { t, label, format } = useLanguage();
  const offset = useOffset();
  const words = (action: DifferenceView['after']) =>
    action === null
      ? t('templates:absent')
      : format.line([
          namesOf({ label, format }, names.phases, [action.phase]),
          offset(action.dueOffsetDays),
          namesOf({ label, format }, names.actors, action.actors),
        ]);
  return (
    <Change
      name={t('templates:field.action')}
      before={words(difference.before)}
      after={words(difference.after)}
    />
  );
}
