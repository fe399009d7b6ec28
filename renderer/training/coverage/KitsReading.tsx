import { Button } from '@mantine/core';
import { IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { KitProposal } from '../../../shared/training/coverage.contract.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { LabelText } from '../../ui/LabelText.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useEvidence } from './useEvidence.ts';
import styles from './Coverage.module.css';

interface KitsReadingProps {
  readonly proposals: readonly KitProposal[];
  readonly today: string;
}

/**
 * Actions of kits that attendance says are done. A blank or a click chooses, Enter confirms what is
 * chosen, or the one that the keyboard is on: nothing is ticked by itself.
 */
export function KitsReading({ proposals, today }: KitsReadingProps) {
  const { t, format, named, script } = useLanguage();
  const { One } = useTerms();
  const { evidence, confirm, busy } = useEvidence();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const open = proposals.filter(({ mayTick }) => mayTick);
  const wanted = open.filter(({ step }) => chosen.has(step));
  const columns = useMemo(
    (): DataColumn<KitProposal>[] => [
      {
        id: 'chosen',
        label: t('coverage:kits.select'),
        width: '74px',
        cell: ({ step, mayTick }) => {
          if (!mayTick) return <span className={styles['none']}>—</span>;
          const Box = chosen.has(step) ? IconSquareCheckFilled : IconSquare;
          return (
            <span
              role="img"
              aria-label={t(chosen.has(step) ? 'coverage:kits.chosen' : 'coverage:kits.notChosen')}
              className={styles['box']}
            >
              <Box size={20} aria-hidden="true" />
            </span>
          );
        },
      },
      {
        id: 'town',
        label: t('coverage:table.town'),
        width: 'minmax(90px, 0.8fr)',
        spare: 2,
        cell: ({ town }) => (town === null ? '—' : script(town)),
      },
      {
        id: 'school',
        label: One('establishment'),
        width: 'minmax(140px, 1fr)',
        cell: ({ schoolName, nameAr }) => (
          <bdi className={styles['name']}>{named({ name: schoolName, nameAr })}</bdi>
        ),
      },
      {
        id: 'action',
        label: t('coverage:kits.action'),
        width: 'minmax(200px, 1.6fr)',
        cell: ({ title }) => <LabelText label={title} />,
      },
      {
        id: 'evidence',
        label: t('coverage:kits.evidence'),
        width: 'minmax(270px, 1.4fr)',
        cell: (proposal) => evidence(proposal, today),
      },
      {
        id: 'due',
        label: t('coverage:kits.due'),
        width: '96px',
        spare: 1,
        cell: ({ due }) => (due === null ? '—' : format.day(due, today)),
      },
    ],
    [t, format, named, script, One, evidence, chosen, today],
  );
  if (proposals.length === 0) return <Message kind="empty">{t('coverage:empty.kits')}</Message>;

  function toggle({ step, mayTick }: KitProposal): void {
    if (!mayTick) return;
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(step)) next.add(step);
      return next;
    });
  }
  async function confirmed(what: readonly KitProposal[]): Promise<void> {
    if (busy || what.length === 0) return;
    if (await confirm(what)) setChosen(new Set());
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
    const at = event.target.dataset['index'];
    if (at === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const one = proposals[Number(at)];
    void confirmed(wanted.length > 0 ? wanted : one?.mayTick === true ? [one] : []);
  }
  const isAll = open.length > 0 && wanted.length === open.length;
  return (
    // The rows within take the keyboard; what is done to all of them is heard here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['kits']} onKeyDownCapture={onKeyDown}>
      <div className={styles['confirm']}>
        <p className={styles['quiet']}>{t('coverage:kits.intro')}</p>
        <span className={styles['keys']} aria-hidden="true">
          <Keys keys="space" /> {t('coverage:kits.select')} <Keys keys="Enter" />{' '}
          {t('coverage:kits.tick')}
        </span>
        <Button
          variant="default"
          disabled={open.length === 0}
          onClick={() => setChosen(isAll ? new Set() : new Set(open.map(({ step }) => step)))}
        >
          {t(isAll ? 'coverage:kits.noneChosen' : 'coverage:kits.all')}
        </Button>
        <Button
          disabled={wanted.length === 0}
          loading={busy}
          onClick={() => void confirmed(wanted)}
        >
          {wanted.length === 0
            ? t('coverage:kits.tick')
            : t('coverage:kits.confirm', {
                count: wanted.length,
                replace: { count: format.number(wanted.length) },
              })}
        </Button>
      </div>
      <DataTable
        id="coverage-kits"
        label={t('coverage:list.kits')}
        columns={columns}
        count={proposals.length}
        rowAt={(index) => proposals[index]}
        keyOf={({ step }) => step}
        onOpen={toggle}
      />
    </div>
  );
}
