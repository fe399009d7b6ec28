import type { JsonValue } from '../../shared/schema/entity.ts';
import {
  contentChoice,
  entriesOf,
  type ContentList,
  type EntryChoice,
} from '../../shared/templates/contentDifferences.ts';
import { kitLists } from '../../shared/templates/lists.ts';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { fieldKeys, type Names } from '../../shared/sync/conflictWords.ts';
import { valueWords, type KitNames } from '../bridge/kitWords.ts';
import { useOffset } from '../bridge/useOffset.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { FieldValue } from './FieldValue.tsx';
import { namesIn } from './kitFacts.ts';
import styles from './KitValue.module.css';

interface KitValueProps {
  readonly entity: string;
  readonly field: string;
  readonly value: JsonValue;
  /** Values of the fields that belong together with this one. */
  readonly others: Readonly<Record<string, JsonValue>>;
  /** What it is to be told from. */
  readonly against: JsonValue | undefined;
  /** What the version holds that the value names, and what the other one does. */
  readonly content: JsonValue;
  readonly other: JsonValue;
  /** What ids are called, by id. */
  readonly names: Names;
  /** The kit as it runs, where this computer knows it. */
  readonly kit: TemplateView | undefined;
}

/** A value of a programme's kit, as a person tells it from another one. */
export function KitValue(props: KitValueProps) {
  const { entity, field, value, others, against = null, content, other, names, kit } = props;
  const { t, label, format } = useLanguage();
  const offset = useOffset(kit?.programme.id);
  if (entity === 'templateVersion' && field === 'content') {
    return <Content value={value} against={against} kit={kit} whole />;
  }
  if (entity === 'kitAction' && field === 'retired') {
    const kept = value === true ? [] : Object.entries(others);
    return (
      <>
        <FieldValue entity={entity} field={field} value={value} />
        <Fields
          fields={kept.map(([name, one]) => ({ field: name, value: one }))}
          names={namesIn(kit)}
          kit={kit}
        />
      </>
    );
  }
  if (content !== null && other !== null) {
    return <Content value={content} against={other} kit={kit} whole />;
  }
  if (entity === 'programme' && kitLists.some((list) => list === field)) {
    return <Content value={{ [field]: value }} against={{ [field]: against }} kit={kit} />;
  }
  const isPlain = value === null || entity !== 'kitAction';
  if (isPlain && !isLabel(value))
    return (
      <FieldValue entity={entity} field={field} value={value} against={against} names={names} />
    );
  const words = valueWords({ t, label, format, offset }, namesIn(kit), field, value);
  return <span dir="auto">{words}</span>;
}

interface ContentProps extends Pick<KitValueProps, 'value' | 'kit'> {
  readonly against: JsonValue;
  /** Whether it is a version with all its parts, and not one list. */
  readonly whole?: boolean;
}

/** What a version says that the other one does not: entry by entry, field by field. */
function Content({ value, against, kit, whole = false }: ContentProps) {
  const { t, format } = useLanguage();
  const { version, actions, entries, reordered, others } = contentChoice(value, against);
  const names = namesOfContents(value, against, namesIn(kit));
  return (
    <>
      {whole && (
        <p>
          {t('review.content', {
            version: version ?? '—',
            actions: t('templates:count.actions', {
              count: actions,
              replace: { count: format.number(actions) },
            }),
          })}
        </p>
      )}
      <ul className={styles['entries']}>
        {entries.map((entry) => (
          <Entry key={`${entry.list} ${entry.id}`} entry={entry} names={names} kit={kit} />
        ))}
        {reordered.map((list) => (
          <li key={list}>{t('review.reordered', { list: t(`templates:list.${list}`) })}</li>
        ))}
        {others.length > 0 && (
          <li>
            {t('review.otherParts')} <bdi>{others.join(', ')}</bdi>
          </li>
        )}
      </ul>
    </>
  );
}

interface EntryProps extends Pick<KitValueProps, 'kit'> {
  readonly entry: EntryChoice;
  readonly names: KitNames;
}

function Entry({ entry, names, kit }: EntryProps) {
  const { t } = useLanguage();
  const { list, title, here, fields } = entry;
  return (
    <li>
      <b>
        <LabelText label={title} />
      </b>
      {fields.length === 0 && (
        <p>
          {t(here ? 'review.onlyHere' : 'review.notThere', { list: t(`templates:list.${list}`) })}
        </p>
      )}
      <Fields fields={fields} names={names} kit={kit} />
    </li>
  );
}

interface FieldsProps extends Pick<KitValueProps, 'kit'> {
  readonly fields: EntryChoice['fields'];
  readonly names: KitNames;
}

/** Fields of an entry with what they are called. */
function Fields({ fields, names, kit }: FieldsProps) {
  const { t, label, format } = useLanguage();
  const offset = useOffset(kit?.programme.id);
  if (fields.length === 0) return null;
  return (
    <dl className={styles['fields']}>
      {fields.map(({ field, value }) => (
        <div key={field}>
          <dt>{t([`templates:field.${field}`, ...fieldKeys('kitAction', field)])}</dt>
          <dd dir="auto">{valueWords({ t, label, format, offset }, names, field, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Names as the contents give them, else as the kit that runs does. */
function namesOfContents(value: JsonValue, against: JsonValue, running: KitNames): KitNames {
  const both = (list: ContentList) => [...entriesOf(value, list), ...entriesOf(against, list)];
  const labels = (list: (typeof kitLists)[number]) => [
    ...both(list).map(([, entry]) => entry),
    ...running[list],
  ];
  const titles = both('actions').map(([id, { title }]) => [id, title]);
  return {
    phases: labels('phases') as KitNames['phases'],
    actors: labels('actors') as KitNames['actors'],
    variants: labels('variants') as KitNames['variants'],
    levels: labels('levels') as KitNames['levels'],
    titles: { ...running.titles, ...(Object.fromEntries(titles) as KitNames['titles']) },
  };
}

function isLabel(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && 'fr' in value;
}
