import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRef } from 'react';
import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { FieldValue } from './FieldValue.tsx';
import { useFieldName } from './kitFacts.ts';
import { useReview, useReviewState } from './ReviewContext.tsx';
import { shownValue } from './review.store.ts';
import { stepValue } from './stepValue.ts';
import { ThirdVersion } from './ThirdVersion.tsx';
import type { Choice } from './useSettle.ts';
import { VersionCard } from './VersionCard.tsx';
import styles from './FieldConflict.module.css';

/** Fields that a text of one's own may settle. */
const TEXT_FIELDS: readonly string[] = ['note'];

interface FieldConflictProps {
  readonly conflict: ConflictView;
  /** The row's action, where this computer knows it. */
  readonly step: KitStepView | undefined;
  /** Whether the row's note waits to be settled too: then no status is explained by it. */
  readonly noteIsOpen: boolean;
  readonly onSettle: (choice: Choice) => void;
  /** In a narrow place: cards stand below each other where they do not fit. */
  readonly narrow?: boolean;
  readonly showKeys?: boolean;
  /** The kit that the row is part of, as it runs, where this computer knows it. */
  readonly kit?: TemplateView | undefined;
}

/** One field of a row: what each wrote, side by side, and the ways to settle it. */
export function FieldConflict(props: FieldConflictProps) {
  const { conflict, step, noteIsOpen, onSettle, narrow = false, showKeys = false, kit } = props;
  const { t } = useLanguage();
  const { review } = useReview();
  const fieldName = useFieldName();
  const draft = useReviewState((state) => state.drafts.get(conflict.id));
  const third = useRef<HTMLButtonElement>(null);
  const { field, mayResolve } = conflict;
  // Somebody has moved the row on since: it shows neither.
  const moved = conflict.versions.some((version) => version.shown)
    ? undefined
    : step && stepValue(step, field);
  const name = fieldName(conflict);

  function begin(): void {
    const shown = shownValue(conflict);
    review.draft(conflict.id, typeof shown === 'string' ? shown : '');
  }

  function cancel(): void {
    review.draft(conflict.id, null);
    requestAnimationFrame(() => third.current?.focus());
  }

  return (
    <section className={styles['field']} aria-label={name} data-conflict={conflict.id}>
      <h3 className={styles['name']}>{name}</h3>
      <ul
        className={cx(
          styles['versions'],
          narrow && styles[TEXT_FIELDS.includes(field) ? 'stacked' : 'narrow'],
        )}
      >
        {conflict.versions.map((version, index) => (
          <VersionCard
            key={`${version.by.person} ${version.at}`}
            conflict={conflict}
            index={index}
            reason={noteIsOpen ? null : (step?.note ?? null)}
            digit={showKeys && index < 9 ? String(index + 1) : null}
            kit={kit}
            onKeep={mayResolve ? () => onSettle({ keep: index }) : null}
          />
        ))}
      </ul>
      {moved !== undefined && (
        <div className={styles['moved']}>
          <span>{t('review.showsNow')}</span>
          <FieldValue field={field} value={moved} others={{ doneOn: step?.doneOn ?? null }} />
        </div>
      )}
      {mayResolve && TEXT_FIELDS.includes(field) && draft === undefined && (
        <Button
          ref={third}
          className={styles['third']}
          variant="subtle"
          size="xs"
          data-third
          leftSection={<IconPencil size={15} aria-hidden="true" />}
          onClick={begin}
        >
          {t('conflict.third')}
        </Button>
      )}
      {draft !== undefined && (
        <ThirdVersion
          id={conflict.id}
          draft={draft}
          onSave={(text) => onSettle({ value: text.trim() === '' ? null : text.trim() })}
          onCancel={cancel}
        />
      )}
    </section>
  );
}
