import type { Choice as Side } from '../../shared/templates/compare.ts';
import type { EntryKind } from '../../shared/templates/lists.ts';
import type { EntryDifferenceView } from '../../shared/templates/templates.contract.ts';
import { useOffset } from '../bridge/useOffset.ts';
import { Choice } from '../ui/Choice.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { Change } from './Change.tsx';
import { bothWords, type KitNames } from '../bridge/kitWords.ts';
import { useSides } from './useSides.ts';
import styles from './templates.module.css';

const TONES: Record<EntryKind, Tone> = {
  added: 'done',
  removed: 'late',
  moved: 'info',
  renamed: 'info',
  changed: 'info',
};

interface EntryDifferenceRowProps {
  readonly difference: EntryDifferenceView;
  readonly names: KitNames;
  /** Null: it is merged by itself. */
  readonly choice: Side | null;
  readonly mayChoose: boolean;
  readonly onChoose: (choice: Side) => void;
}

/** What becomes of a phase, an actor, a variant or a level, and the choice that it asks for. */
export function EntryDifferenceRow(props: EntryDifferenceRowProps) {
  const { difference, names, choice, mayChoose, onChoose } = props;
  const { t, label, format } = useLanguage();
  const offset = useOffset();
  const { list, kinds, fields, conflict, recommended } = difference;
  const sides = useSides(recommended);
  const titles = Object.fromEntries(names[list].map(({ id, label: name }) => [id, name]));
  return (
    <li className={styles['difference']} data-difference={difference.id}>
      <div className={styles['what']}>
        <span className={styles['tags']}>
          <Tag tone="plain">{t(`templates:entry.one.${list}`)}</Tag>
          {kinds.map((kind) => (
            <Tag key={kind} tone={TONES[kind]}>
              {t(`templates:entry.kind.${kind}`)}
            </Tag>
          ))}
        </span>{' '}
        <b>
          <LabelText label={difference.label} />
        </b>
        {difference.stays && <span className={styles['note']}>{t('templates:entry.stays')}</span>}
      </div>
      <dl className={styles['fields']}>
        {fields.map(({ field, ours, theirs, merged, conflict: contradicts }) => (
          <Change
            key={field}
            name={t(`templates:field.${field}`)}
            {...bothWords(
              { t, label, format, offset },
              { ...names, titles },
              field,
              ours,
              contradicts ? theirs : merged,
            )}
          />
        ))}
      </dl>
      {conflict !== null && (
        <div className={styles['conflict']}>
          <p>{t(`templates:entry.conflict.${conflict}`)}</p>
          <Choice
            label={t('templates:choice.label', { title: label(difference.label) })}
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
