import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useBridge, useWatched } from '../bridge/BridgeContext.tsx';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import { rowTarget } from '../ui/gridMoves.ts';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { cardId, ConflictCard } from './ConflictCard.tsx';
import { groupConflicts, maySettle, type ConflictGroup } from './conflictGroups.ts';
import { GoneConflicts } from './GoneConflicts.tsx';
import { isOfKit, programmeOf, useKitFacts, useKitRowTitle } from './kitFacts.ts';
import { useReview, useReviewState } from './ReviewContext.tsx';
import { inOrder } from './review.store.ts';
import { useRowFacts, useRowTitle } from './rowFacts.ts';
import { useSettle, type Choice } from './useSettle.ts';
import styles from './ReviewPage.module.css';

/** What is settled: arrows go from card to card, enter goes in, 1 and 2 choose. */
export function ConflictList() {
  const { t, label } = useLanguage();
  const { reads } = useBridge();
  const { review } = useReview();
  const later = useReviewState((state) => state.later);
  const gone = useReviewState((state) => state.gone);
  const wanted = useReviewState((state) => state.selected);
  const conflicts = useWatched(reads.conflicts);
  const aboutRows = useMemo(
    () => (conflicts === null ? null : [...conflicts, ...gone]),
    [conflicts, gone],
  );
  const facts = useRowFacts(aboutRows);
  const kits = useKitFacts(aboutRows);
  const rowTitle = useRowTitle();
  const kitRowTitle = useKitRowTitle();
  const settle = useSettle();
  const at = useRef(0);

  useEffect(() => {
    if (conflicts !== null) review.see(conflicts);
  }, [conflicts, review]);

  /** One's own to settle first: the others are there to be read. */
  const [own, others] = useMemo(() => {
    const all = conflicts === null ? [] : inOrder(groupConflicts(conflicts), later);
    return [all.filter(maySettle), all.filter((group) => !maySettle(group))];
  }, [conflicts, later]);
  const groups = useMemo(() => [...own, ...others], [own, others]);
  const found = groups.findIndex((group) => group.key === wanted);
  const current = found >= 0 ? found : Math.min(at.current, groups.length - 1);
  const selected = groups[current]?.key ?? null;

  const focus = useCallback((key: string | undefined) => {
    if (key !== undefined) document.getElementById(cardId(key))?.focus();
  }, []);

  // The card that the keyboard was on is gone: the next one takes its place.
  useEffect(() => {
    at.current = Math.max(0, current);
    if (selected === null || selected === wanted) return;
    review.select(selected);
    if (document.activeElement === document.body) focus(selected);
  }, [current, selected, wanted, review, focus]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const group = groups[current];
    if (group === undefined) return;
    const card = document.getElementById(cardId(group.key));
    const to = rowTarget(event.key, current, groups.length);
    const forward =
      getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (to !== null) {
      focus(groups[to]?.key);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      moveAcross(card, target, event.key === forward ? 1 : -1);
    } else if (event.key === 'Enter' && target === card) {
      (card.querySelector<HTMLElement>('[data-keep]') ?? card.querySelector('button'))?.focus();
    } else if (event.key === 'Escape' && target !== card) {
      card?.focus();
    } else if (/^[1-9]$/.test(event.key)) {
      const field = target.closest('[data-conflict]') ?? card?.querySelector('[data-conflict]');
      const keep = field?.querySelector<HTMLElement>(`[data-keep="${Number(event.key) - 1}"]`);
      if (!event.repeat) keep?.click();
    } else if (event.key === 'l') {
      if (later.has(group.key)) review.takeUp(group.key);
      else review.putOff(group.key);
      card?.focus();
    } else if (event.key === 'e') {
      card?.querySelector<HTMLElement>('[data-third]')?.click();
    } else {
      return;
    }
    event.preventDefault();
  }

  async function onSettle(about: readonly ConflictView[], choice: Choice): Promise<void> {
    const [first] = about;
    const ids = about.map((conflict) => conflict.id);
    const title = isOfKit(first!)
      ? kitRowTitle(first!, kits.get(programmeOf(first!)))
      : first!.entity !== 'kitStep' && first!.title !== null
        ? label(first!.title)
        : rowTitle(first!, facts?.rows.get(first!.row), first!.about);
    await settle(ids, choice, title);
  }

  if (conflicts === null || facts === null) {
    return (
      <p className={styles['wait']} role="status">
        {t('conflict.loading')}
      </p>
    );
  }
  return (
    <>
      <GoneConflicts conflicts={gone} facts={facts} kits={kits} />
      {groups.length === 0 ? (
        <Message kind="empty">{t('conflict.none')}</Message>
      ) : (
        <>
          {own.length > 0 && cards(own, t('conflict.list'))}
          {others.length > 0 && (
            <section aria-labelledby="conflict-others">
              <h2 id="conflict-others" className={styles['othersTitle']}>
                {t('conflict.others')}
              </h2>
              {cards(others, t('conflict.others'))}
            </section>
          )}
        </>
      )}
    </>
  );

  function cards(of: readonly ConflictGroup[], label: string) {
    return (
      // Its keys are those of the cards in it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
      <ul aria-label={label} className={styles['list']} onKeyDown={onKeyDown}>
        {of.map((group) => (
          <ConflictCard
            key={group.key}
            group={group}
            fact={facts!.rows.get(group.row)}
            place={facts!.places.get(group.scope)}
            kit={isOfKit(group) ? kits.get(programmeOf(group)) : undefined}
            selected={group.key === selected}
            later={later.has(group.key)}
            onSelect={() => review.select(group.key)}
            onSettle={(about, choice) => void onSettle(about, choice)}
          />
        ))}
      </ul>
    );
  }
}

/** From one version's button to the next of the card, whatever field it is of. */
function moveAcross(card: HTMLElement | null, from: HTMLElement, step: 1 | -1): void {
  const buttons = [...(card?.querySelectorAll<HTMLElement>('[data-keep]') ?? [])];
  const at = buttons.indexOf(from.closest<HTMLElement>('[data-keep]')!);
  const next = at < 0 ? buttons[0] : buttons[at + step];
  next?.focus();
}
