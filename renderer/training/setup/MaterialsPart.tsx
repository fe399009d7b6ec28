import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaterialView } from '../../../shared/training/setup.contract.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { MaterialForm } from './MaterialForm.tsx';
import { SetupFrame } from './SetupFrame.tsx';
import { openedIn, type Opened, type PartProps } from './setupParts.ts';
import styles from './Setup.module.css';

const tones: Readonly<Record<NonNullable<MaterialView['rights']>, Tone>> = {
  open: 'done',
  project: 'info',
  consent: 'wait',
};

/** What one teaches with and learns from: whose it is, and of which version of the product. */
export function MaterialsPart({ shared, setup }: PartProps) {
  const { t, label, format } = useLanguage();
  const [opened, setOpened] = useState<Opened>(null);
  const { materials, tracks, mayTeach, today } = setup;
  const names = new Map(tracks.map((one) => [one.id, label(one.label)]));
  const material = openedIn(materials, opened);
  const close = (): void => setOpened(null);
  const columns: readonly DataColumn<MaterialView>[] = [
    {
      id: 'title',
      label: t('trainingSetup:material'),
      width: 'minmax(170px, 1.6fr)',
      cell: (one) => <bdi>{one.title}</bdi>,
    },
    {
      id: 'kind',
      label: t('trainingSetup:kindLabel'),
      width: '120px',
      cell: (one) => t(`trainingSetup:materialKind.${one.kind}`),
    },
    {
      id: 'track',
      label: t('trainingSetup:track'),
      width: 'minmax(120px, 1fr)',
      spare: 2,
      cell: (one) => <bdi>{names.get(one.track ?? '') ?? t('trainingSetup:allTracks')}</bdi>,
    },
    {
      id: 'rights',
      label: t('trainingSetup:rightsLabel'),
      width: '150px',
      cell: (one) =>
        one.rights !== null && (
          <Tag tone={tones[one.rights]}>{t(`trainingSetup:rights.${one.rights}`)}</Tag>
        ),
    },
    {
      id: 'version',
      label: t('trainingSetup:version'),
      width: '210px',
      cell: (one) => (
        <span className={styles['name']}>
          <bdi>{one.productVersion ?? '—'}</bdi>
          {one.older && <Tag tone="wait">{t('trainingSetup:older')}</Tag>}
        </span>
      ),
    },
    {
      id: 'updatedOn',
      label: t('trainingSetup:updatedOn'),
      width: '110px',
      spare: 3,
      cell: (one) => (one.updatedOn === null ? '—' : format.day(one.updatedOn, today)),
    },
  ];
  return (
    <SetupFrame
      shared={shared}
      part="materials"
      actions={
        mayTeach && (
          <Button onClick={() => setOpened('new')}>{t('trainingSetup:newMaterial')}</Button>
        )
      }
      panel={
        material === undefined && opened !== 'new'
          ? null
          : {
              label: t('trainingSetup:materialPanel'),
              onClose: close,
              content: (
                <MaterialForm
                  key={material?.id ?? 'new'}
                  setup={setup}
                  material={material}
                  onClose={close}
                />
              ),
            }
      }
    >
      {materials.length === 0 ? (
        <Message kind="empty">{t('trainingSetup:empty.materials')}</Message>
      ) : (
        <DataTable
          id="training-materials"
          label={t('trainingSetup:part.materials')}
          columns={columns}
          count={materials.length}
          rowAt={(index) => materials[index]}
          keyOf={({ id }) => id}
          selected={material?.id ?? null}
          onOpen={({ id }) => setOpened({ id })}
        />
      )}
    </SetupFrame>
  );
}
