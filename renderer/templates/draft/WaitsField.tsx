import { Checkbox } from '@mantine/core';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { plain } from '../../ui/plain.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { rowTarget } from '../../ui/gridMoves.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { ActionFields } from './action.fields.ts';
import styles from './draft.module.css';

/** Actions that are listed at once; searching finds the others. */
const LISTED = 40;

/** The actions that come first: those that are, then others to tick, found by their words. */
export function WaitsField({ action, actions, disabled, onSet }: ActionFields) {
  const { t, label, format } = useLanguage();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  // Those that were ticked at first come first: a box does not jump away when it is ticked.
  const [first] = useState(() => new Set(action.dependsOn));
  const waits = new Set(action.dependsOn);
  const words = plain(search).split(/\s+/).filter(Boolean);
  const others = actions.filter((one) => one.id !== action.id);
  const known = new Set(others.map((one) => one.id));
  const lost = action.dependsOn
    .filter((one) => !known.has(one))
    .map((one) => ({ id: one, title: { fr: one } }));
  const found = [...lost, ...others]
    .filter((one) => words.every((word) => plain(label(one.title)).includes(word)))
    .toSorted((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)));
  const shown = found.slice(0, LISTED);
  const at = Math.min(active, shown.length - 1);

  function toggle(one: string): void {
    const next = waits.has(one)
      ? action.dependsOn.filter((other) => other !== one)
      : [...action.dependsOn, one];
    onSet({ dependsOn: next });
  }
  function focus(index: number): void {
    setActive(index);
    list.current?.querySelectorAll('input')[index]?.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const moves = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'];
    if (!moves.includes(event.key) || event.altKey) return;
    const target = rowTarget(event.key, at, shown.length);
    if (target === null) return;
    event.preventDefault();
    focus(target);
  }
  return (
    <fieldset className={styles['group']} disabled={disabled}>
      <legend>
        {t('templates:field.dependsOn')}{' '}
        {waits.size > 0 && <span className={styles['count']}>{format.number(waits.size)}</span>}
      </legend>
      {!disabled && (
        <SearchBox
          id={`${id}-search`}
          label={t('templates:form.findAction')}
          value={search}
          onChange={setSearch}
          onLeave={() => focus(0)}
        />
      )}
      {/* Its keys move between the boxes it holds. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul ref={list} className={styles['waits']} onKeyDown={onKeyDown}>
        {shown.map((one, index) => (
          <li key={one.id}>
            <Checkbox
              label={<span dir="auto">{label(one.title)}</span>}
              checked={waits.has(one.id)}
              disabled={disabled}
              tabIndex={index === at ? 0 : -1}
              onFocus={() => setActive(index)}
              onChange={() => toggle(one.id)}
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={styles['hint']}>{t('templates:form.noneFound')}</p>}
      {found.length > shown.length && (
        <p className={styles['hint']}>
          {t('templates:form.more', {
            count: found.length - shown.length,
            replace: { count: format.number(found.length - shown.length) },
          })}
        </p>
      )}
    </fieldset>
  );
}
