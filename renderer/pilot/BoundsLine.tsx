import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { BucketBounds } from '../../shared/programme/programme.entity.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './pilot.module.css';

interface BoundsLineProps {
  readonly bounds: BucketBounds;
  readonly mayEdit: boolean;
  /** Answers whether they were stored. */
  readonly onSave: (bounds: BucketBounds) => Promise<boolean>;
}

/** By which shares schools are grouped, said in words; changed in place by who may. */
export function BoundsLine({ bounds, mayEdit, onSave }: BoundsLineProps) {
  const { t, format } = useLanguage();
  const [draft, setDraft] = useState<{ lower: string; upper: string } | null>(null);
  /** The button takes the keyboard again where the form that it opened has gone. */
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (draft === null && wasOpen.current) opener.current?.focus();
    wasOpen.current = draft !== null;
  }, [draft]);
  if (draft === null) {
    return (
      <p className={styles['bounds']}>
        {t('pilot:bounds.said', {
          lower: format.number(bounds.lower),
          upper: format.number(bounds.upper),
        })}
        {mayEdit && (
          <Button
            ref={opener}
            size="compact-sm"
            variant="subtle"
            onClick={() => setDraft({ lower: String(bounds.lower), upper: String(bounds.upper) })}
          >
            {t('pilot:bounds.change')}
          </Button>
        )}
      </p>
    );
  }
  const wanted = read(draft);
  const field = (name: 'lower' | 'upper') => (
    <label>
      {t(`pilot:bounds.${name}`)}
      <input
        className={`${styles['input']} ${styles['percent']}`}
        type="number"
        min={0}
        max={100}
        step="any"
        aria-invalid={wanted === null}
        // It was asked for by a press on the button that it replaces.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={name === 'lower'}
        value={draft[name]}
        onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
      />
      %
    </label>
  );
  return (
    <form
      className={styles['bounds']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setDraft(null);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === null) return;
        void onSave(wanted).then((stored) => stored && setDraft(null));
      }}
    >
      {field('lower')}
      {field('upper')}
      <Button type="submit" size="compact-sm" disabled={wanted === null}>
        {t('pilot:bounds.save')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setDraft(null)}>
        {t('pilot:bounds.cancel')}
      </Button>
      {wanted === null && (
        <span role="alert" className={styles['wrong']}>
          {t('pilot:bounds.wrong')}
        </span>
      )}
    </form>
  );
}

/** Null: no bounds. */
function read(draft: { lower: string; upper: string }): BucketBounds | null {
  if (draft.lower.trim() === '' || draft.upper.trim() === '') return null;
  const [lower, upper] = [Number(draft.lower), Number(draft.upper)];
  const fits = lower >= 0 && lower <= upper && upper <= 100;
  return fits ? { lower, upper } : null;
}
