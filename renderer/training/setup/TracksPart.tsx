import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { LabelText } from '../../ui/LabelText.tsx';
import { Message } from '../../ui/Message.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { SetupFrame } from './SetupFrame.tsx';
import { openedIn, type Opened, type PartProps } from './setupParts.ts';
import { TrackForm } from './TrackForm.tsx';
import { useLengths } from './useLengths.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

type Track = TrainingSetup['tracks'][number];

/** What people of some functions learn, in the order of the programme. */
export function TracksPart({ shared, setup }: PartProps) {
  const { t, label, format } = useLanguage();
  const lengths = useLengths();
  const [opened, setOpened] = useState<Opened>(null);
  const { run, busy } = useSetupDo(setup.wave);
  const { tracks, knownTracks, actors, mayTeach } = setup;
  const names = new Map(actors.map((one) => [one.id, label(one.label)]));
  const track = openedIn(tracks, opened);
  const close = (): void => setOpened(null);
  const known = knownTracks.length;
  const takeWords = t('trainingSetup:take', {
    count: known,
    replace: { count: format.number(known) },
  });
  async function take(): Promise<void> {
    await run('trainingSetup.takeTracks', { wave: setup.wave }, ({ taken }) =>
      t('trainingSetup:done.taken', { count: taken, replace: { count: format.number(taken) } }),
    );
  }
  const columns: readonly DataColumn<Track>[] = [
    {
      id: 'title',
      label: t('trainingSetup:track'),
      width: 'minmax(170px, 1.6fr)',
      cell: (one) => (
        <span className={styles['name']}>
          <LabelText label={one.label} />
          {one.older && <Tag tone="wait">{t('trainingSetup:older')}</Tag>}
          {one.coveredByFee === false && <Tag tone="plain">{t('trainingSetup:extra')}</Tag>}
        </span>
      ),
    },
    {
      id: 'actors',
      label: t('trainingSetup:actors'),
      width: 'minmax(130px, 1.4fr)',
      spare: 1,
      cell: (one) => <bdi>{format.list(one.actors.map((id) => names.get(id) ?? id))}</bdi>,
    },
    {
      id: 'modules',
      label: t('trainingSetup:together'),
      width: '120px',
      cell: (one) => lengths.days(one.modules),
    },
    {
      id: 'distance',
      label: t('trainingSetup:alone'),
      width: '100px',
      spare: 2,
      cell: (one) => (one.distanceHours === 0 ? '—' : lengths.hours(one.distanceHours)),
    },
    {
      id: 'groups',
      label: t('trainingSetup:groupSize'),
      width: '120px',
      spare: 3,
      cell: (one) =>
        one.outsideGroups
          ? t('trainingSetup:byLists')
          : t('trainingSetup:aimMax', {
              aim: format.number(one.groupAim),
              max: format.number(one.groupMax),
            }),
    },
  ];
  return (
    <SetupFrame
      shared={shared}
      part="tracks"
      actions={
        mayTeach && (
          <>
            {known > 0 && tracks.length > 0 && (
              <Button variant="default" disabled={busy} onClick={() => void take()}>
                {takeWords}
              </Button>
            )}
            <Button onClick={() => setOpened('new')}>{t('trainingSetup:newTrack')}</Button>
          </>
        )
      }
      panel={
        track === undefined && opened !== 'new'
          ? null
          : {
              label: t('trainingSetup:trackPanel'),
              onClose: close,
              content: (
                <TrackForm key={track?.id ?? 'new'} setup={setup} track={track} onClose={close} />
              ),
            }
      }
    >
      {tracks.length === 0 ? (
        <Message
          kind="empty"
          action={mayTeach && known > 0 ? { label: takeWords, run: () => void take() } : undefined}
        >
          {t(mayTeach ? 'trainingSetup:empty.tracks' : 'trainingSetup:empty.tracksReader')}
        </Message>
      ) : (
        <DataTable
          id="training-tracks"
          label={t('trainingSetup:part.tracks')}
          columns={columns}
          count={tracks.length}
          rowAt={(index) => tracks[index]}
          keyOf={({ id }) => id}
          selected={track?.id ?? null}
          onOpen={({ id }) => setOpened({ id })}
        />
      )}
    </SetupFrame>
  );
}
