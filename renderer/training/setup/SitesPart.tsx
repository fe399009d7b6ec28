import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { SetupFrame } from './SetupFrame.tsx';
import { openedIn, type Opened, type PartProps } from './setupParts.ts';
import { SiteForm } from './SiteForm.tsx';
import styles from './Setup.module.css';

type Site = TrainingSetup['sites'][number];

/** Where trainings are held, with the rooms and seats of each place. */
export function SitesPart({ shared, setup }: PartProps) {
  const { t, format, script } = useLanguage();
  const [opened, setOpened] = useState<Opened>(null);
  const { sites, mayPlan } = setup;
  const site = openedIn(sites, opened);
  const close = (): void => setOpened(null);
  const columns: readonly DataColumn<Site>[] = [
    {
      id: 'name',
      label: t('trainingSetup:site'),
      width: 'minmax(170px, 1.6fr)',
      cell: (one) => (
        <span className={styles['name']}>
          <bdi>{script(one.name)}</bdi>
          {one.shared && <Tag tone="info">{t('trainingSetup:shared')}</Tag>}
        </span>
      ),
    },
    {
      id: 'town',
      label: t('trainingSetup:town'),
      width: 'minmax(110px, 1fr)',
      cell: (one) => <bdi>{one.town === null ? '—' : script(one.town)}</bdi>,
    },
    {
      id: 'rooms',
      label: t('trainingSetup:rooms'),
      width: '90px',
      end: true,
      cell: (one) => format.number(one.rooms.length),
    },
    {
      id: 'seats',
      label: t('trainingSetup:seats'),
      width: '90px',
      end: true,
      cell: (one) => format.number(one.rooms.reduce((sum, { seats }) => sum + (seats ?? 0), 0)),
    },
    {
      id: 'address',
      label: t('trainingSetup:postal'),
      width: 'minmax(140px, 1.2fr)',
      spare: 1,
      cell: (one) => <bdi>{one.address ?? '—'}</bdi>,
    },
  ];
  return (
    <SetupFrame
      shared={shared}
      part="sites"
      actions={
        mayPlan && <Button onClick={() => setOpened('new')}>{t('trainingSetup:newSite')}</Button>
      }
      panel={
        site === undefined && opened !== 'new'
          ? null
          : {
              label: t('trainingSetup:sitePanel'),
              onClose: close,
              content: (
                <SiteForm
                  key={site?.id ?? 'new'}
                  setup={setup}
                  site={site}
                  onMade={(id) => setOpened({ id })}
                  onClose={close}
                />
              ),
            }
      }
    >
      {sites.length === 0 ? (
        <Message kind="empty">{t('trainingSetup:empty.sites')}</Message>
      ) : (
        <DataTable
          id="training-sites"
          label={t('trainingSetup:part.sites')}
          columns={columns}
          count={sites.length}
          rowAt={(index) => sites[index]}
          keyOf={({ id }) => id}
          selected={site?.id ?? null}
          onOpen={({ id }) => setOpened({ id })}
        />
      )}
    </SetupFrame>
  );
}
