import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FullTrainer, TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { SetupFrame } from './SetupFrame.tsx';
import { openedIn, type Opened, type PartProps } from './setupParts.ts';
import { TrainerForm } from './TrainerForm.tsx';
import { partnersOf } from './partners.ts';
import styles from './Setup.module.css';

/** Trainers, those of a pair beside each other, and who has none. */
export function TrainersPart({ shared, setup }: PartProps) {
  const { t, format, script } = useLanguage();
  const [opened, setOpened] = useState<Opened>(null);
  const { mayPlan, today } = setup;
  const partners = partnersOf(setup);
  const trainers = inPairs(setup);
  const alone = trainers.filter(({ id }) => !partners.has(id)).length;
  const trainer = openedIn(trainers, opened);
  const close = (): void => setOpened(null);
  const away = (id: string) =>
    setup.absences.find((one) => one.trainer === id && one.until !== null && one.until >= today);
  const columns: readonly DataColumn<FullTrainer>[] = [
    {
      id: 'name',
      label: t('trainingSetup:trainer'),
      width: 'minmax(150px, 1.3fr)',
      cell: (one) => (
        <span className={styles['name']}>
          <bdi>{script(one.name)}</bdi>
          {one.lent && <Tag tone="info">{t('trainingSetup:lent')}</Tag>}
        </span>
      ),
    },
    {
      id: 'pair',
      label: t('trainingSetup:pair'),
      width: 'minmax(140px, 1.2fr)',
      cell: (one) => {
        const partner = partners.get(one.id);
        return partner === undefined ? (
          <Tag tone="wait">{t('trainingSetup:noPair')}</Tag>
        ) : (
          <bdi>{t('trainingSetup:with', { name: script(partner.name) })}</bdi>
        );
      },
    },
    {
      id: 'sphere',
      label: t('trainingSetup:sphere'),
      width: '110px',
      spare: 2,
      cell: (one) => <bdi>{one.sphere ?? '—'}</bdi>,
    },
    {
      id: 'town',
      label: t('trainingSetup:town'),
      width: 'minmax(90px, 0.8fr)',
      spare: 3,
      cell: (one) => <bdi>{one.town === null ? '—' : script(one.town)}</bdi>,
    },
    {
      id: 'toCome',
      label: t('trainingSetup:toCome'),
      width: '100px',
      end: true,
      cell: (one) => format.number(one.sessionsToCome),
    },
    {
      id: 'away',
      label: t('trainingSetup:away'),
      width: '120px',
      spare: 1,
      cell: (one) => {
        const next = away(one.id);
        return next?.from ? format.day(next.from, today) : '—';
      },
    },
  ];
  return (
    <SetupFrame
      shared={shared}
      part="trainers"
      actions={
        mayPlan && (
          <>
            <Button component="a" variant="default" href={shared.importHref(setup.wave)}>
              {t('trainingSetup:importTrainers')}
            </Button>
            <Button onClick={() => setOpened('new')}>{t('trainingSetup:newTrainer')}</Button>
          </>
        )
      }
      panel={
        trainer === undefined && opened !== 'new'
          ? null
          : {
              label: t('trainingSetup:trainerPanel'),
              onClose: close,
              content: (
                <TrainerForm
                  key={trainer?.id ?? 'new'}
                  setup={setup}
                  trainer={trainer}
                  onClose={close}
                />
              ),
            }
      }
    >
      {trainers.length === 0 ? (
        <Message kind="empty">{t('trainingSetup:empty.trainers')}</Message>
      ) : (
        <>
          <p className={styles['quiet']}>
            {alone === 0
              ? t('trainingSetup:allPaired')
              : t('trainingSetup:aloneLine', {
                  count: alone,
                  replace: { count: format.number(alone) },
                })}
          </p>
          <DataTable
            id="training-trainers"
            label={t('trainingSetup:part.trainers')}
            columns={columns}
            count={trainers.length}
            rowAt={(index) => trainers[index]}
            keyOf={({ id }) => id}
            selected={trainer?.id ?? null}
            onOpen={({ id }) => setOpened({ id })}
          />
        </>
      )}
    </SetupFrame>
  );
}

/** Those without a pair first, since something is to be done; then pair by pair. */
function inPairs({ trainers, pairs }: TrainingSetup): readonly FullTrainer[] {
  const place = new Map<string, number>();
  pairs.forEach(({ first, second }, index) => {
    for (const id of [first, second]) if (id !== null) place.set(id, index);
  });
  return trainers.toSorted((a, b) => (place.get(a.id) ?? -1) - (place.get(b.id) ?? -1));
}
