import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconClockPause } from '@tabler/icons-react';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { commonVersions, hasOpenNote, maySettle, type ConflictGroup } from './conflictGroups.ts';
import { FieldConflict } from './FieldConflict.tsx';
import { useReview } from './ReviewContext.tsx';
import type { RowFact } from './rowFacts.ts';
import { isOfKit } from './kitFacts.ts';
import { KitRowName, RowName } from './RowName.tsx';
import type { Choice } from './useSettle.ts';
import styles from './ConflictCard.module.css';

/** Id of a card in the document. */
export function cardId(key: string): string {
  return `conflict ${key}`.replaceAll(/\s/g, '-');
}

interface ConflictCardProps {
  readonly group: ConflictGroup;
  readonly fact: RowFact | undefined;
  /** The school that the row is in, where this computer knows it. */
  readonly place: string | undefined;
  /** The kit that the row is part of, as it runs, where this computer knows it. */
  readonly kit: TemplateView | undefined;
  readonly selected: boolean;
  readonly later: boolean;
  readonly onSelect: () => void;
  readonly onSettle: (conflicts: readonly ConflictView[], choice: Choice) => void;
}

/** Everything that waits to be settled about one row between the same people. */
export function ConflictCard(props: ConflictCardProps) {
  const { group, fact, place, kit, selected, later, onSelect, onSettle } = props;
  const { t } = useLanguage();
  const { review } = useReview();
  const mayResolve = maySettle(group);
  const titleId = `${cardId(group.key)}-title`;

  return (
    <li>
      <div
        role="group"
        id={cardId(group.key)}
        data-group={group.row}
        data-later={later}
        aria-labelledby={titleId}
        // The list's keys move between cards, as between the rows of a grid.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={selected ? 0 : -1}
        className={cx(styles['card'], later && styles['later'])}
        onFocus={onSelect}
      >
        <div className={styles['head']}>
          <IconArrowsSplit2 size={18} className={styles['shape']} aria-hidden="true" />
          {isOfKit(group) ? (
            <KitRowName id={titleId} item={group} kit={kit} />
          ) : (
            <RowName
              id={titleId}
              row={group.row}
              entity={group.entity}
              fact={fact}
              place={place}
              about={group.about}
              title={group.conflicts[0]?.title ?? null}
            />
          )}
          {later ? (
            <Button variant="default" size="xs" onClick={() => review.takeUp(group.key)}>
              {t('conflict.reopen')}
            </Button>
          ) : (
            <Button
              variant="subtle"
              size="xs"
              leftSection={<IconClockPause size={15} aria-hidden="true" />}
              onClick={() => review.putOff(group.key)}
            >
              {t('conflict.later')}
            </Button>
          )}
        </div>
        {!later && (
          <>
            <p className={styles['lead']}>
              {t(leadOf(group), {
                count: group.people,
              })}
            </p>
            <div className={styles['fields']}>
              {group.conflicts.map((conflict) => (
                <FieldConflict
                  key={conflict.id}
                  conflict={conflict}
                  step={fact?.step}
                  kit={kit}
                  noteIsOpen={hasOpenNote(group)}
                  showKeys={selected && conflict === group.conflicts[0]}
                  onSettle={(choice) => onSettle([conflict], choice)}
                />
              ))}
            </div>
            {mayResolve ? (
              <KeepAll group={group} onSettle={(choice) => onSettle(group.conflicts, choice)} />
            ) : (
              <p className={styles['readOnly']}>{t('conflict.readOnly')}</p>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function leadOf(group: ConflictGroup): string {
  if (isOfKit(group)) return 'conflict.peopleOfKit';
  if (group.about !== null) return 'conflict.peopleOfMark';
  return group.entity === 'kitStep' ? 'conflict.people' : 'conflict.peopleOfOther';
}

/** Where several fields are open between the same people: all of one person's at once. */
function KeepAll({
  group,
  onSettle,
}: {
  group: ConflictGroup;
  onSettle: (choice: Choice) => void;
}) {
  const { t, format } = useLanguage();
  const common = commonVersions(group);
  if (common.length === 0 || !group.conflicts.every((conflict) => conflict.mayResolve)) return null;
  return (
    <div className={styles['all']}>
      {common.map((index) => {
        const { by } = group.conflicts[0]!.versions[index]!;
        return (
          <Button key={index} variant="default" size="xs" onClick={() => onSettle({ keep: index })}>
            {by.me
              ? t('conflict.keepAllMine')
              : t('conflict.keepAllOf', { name: format.ofName(by.name ?? t('conflict.unknown')) })}
          </Button>
        );
      })}
    </div>
  );
}
