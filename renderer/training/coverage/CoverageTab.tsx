import { useState } from 'react';
import { coverageStates } from '../../../shared/training/coverage.rules.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { Message } from '../../ui/Message.tsx';
import { SplitBar } from '../../ui/SplitBar.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { CoverageFilters } from './CoverageFilters.tsx';
import { CoverageTools } from './CoverageTools.tsx';
import { KitsReading } from './KitsReading.tsx';
import { PeopleReading } from './PeopleReading.tsx';
import { SchoolPanel } from './SchoolPanel.tsx';
import { SchoolsReading } from './SchoolsReading.tsx';
import { TrainersReading } from './TrainersReading.tsx';
import {
  NO_FILTER,
  READ,
  READ_KITS,
  readings,
  type CoverageFilter,
  type Reading,
} from './coverageReads.ts';
import { useCoverageLine } from './useCoverageLine.ts';

const TONES = {
  trained: 'done',
  underWay: 'wait',
  enrolled: 'wait',
  gap: 'late',
  notEnrolled: 'late',
} as const;

/** Who of the wave is trained: by school, by person, on any day until today. */
export function CoverageTab(shared: TrainingTabProps) {
  const { wave } = shared.overview;
  return wave === null ? (
    <TrainingFrame shared={shared} tab="coverage">
      {null}
    </TrainingFrame>
  ) : (
    <Coverage key={wave.id} shared={shared} wave={wave} />
  );
}

interface CoverageProps {
  readonly shared: TrainingTabProps;
  readonly wave: NonNullable<TrainingTabProps['overview']['wave']>;
}

function Coverage({ shared, wave }: CoverageProps) {
  const { overview, open, onGo, hrefOf } = shared;
  const { tracks, today, mayPlan, me, mayRecord } = overview;
  const { t } = useLanguage();
  const [reading, setReading] = useState<Reading>(mayRecord ? 'schools' : 'people');
  const [filter, setFilter] = useState<CoverageFilter>(NO_FILTER);
  const [day, setDay] = useState<string>();
  const asked = { wave: wave.id, ...(day === undefined ? {} : { asOf: day }) };
  const head = useCall('coverage.read', { ...asked, offset: 0, limit: 0 }, READ);
  const proposals = useCall('coverage.proposals', { wave: wave.id }, READ_KITS).value?.rows ?? [];
  const line = useCoverageLine(wave.label, head.value);
  const figures = head.value?.figures;
  const shown = readings.filter((one) => one !== 'trainers' || mayPlan || me !== null);
  const isList = reading === 'schools' || reading === 'people';

  return (
    <TrainingFrame
      shared={shared}
      tab="coverage"
      line={line}
      panel={
        open === undefined || !isList
          ? null
          : {
              label: t('coverage:title'),
              onClose: () => onGo('coverage'),
              content: (
                <SchoolPanel
                  key={open}
                  asked={asked}
                  school={open}
                  tracks={tracks}
                  today={today}
                  hrefOf={hrefOf}
                />
              ),
            }
      }
    >
      {head.failure !== null && head.value === null ? (
        <Message kind="error" action={{ label: t('retry'), run: () => void head.reload() }}>
          {failureWords(t, head.failure)}
        </Message>
      ) : tracks.length === 0 ? (
        <Message
          kind="empty"
          action={
            mayPlan ? { label: t('coverage:empty.setup'), run: () => onGo('setup') } : undefined
          }
        >
          {t('coverage:empty.noTracks')}
        </Message>
      ) : figures?.toTrain === 0 && filter === NO_FILTER ? (
        <Message
          kind="empty"
          action={
            mayPlan ? { label: t('coverage:empty.groups'), run: () => onGo('groups') } : undefined
          }
        >
          {t('coverage:empty.nobody')}
        </Message>
      ) : (
        <>
          <CoverageTools
            asked={asked}
            today={today}
            reading={reading}
            readings={shown}
            proposals={proposals.length}
            onReading={setReading}
            onDay={setDay}
          />
          {isList && figures !== undefined && (
            <SplitBar
              label={t('coverage:bar.label')}
              value={coverageStates.find((one) => one === filter.state) ?? null}
              parts={coverageStates
                .toReversed()
                .filter((state) => figures[state] > 0)
                .map((id) => ({
                  id,
                  label: t(`coverage:state.${id}`),
                  count: figures[id],
                  tone: TONES[id],
                }))}
              onChoose={(state) =>
                setFilter((now) => ({ ...now, state: now.state === state ? '' : state }))
              }
            />
          )}
          {isList && (
            <CoverageFilters
              filter={filter}
              onFilter={(change) => setFilter((now) => ({ ...now, ...change }))}
              tracks={tracks}
              list={`coverage-${reading}`}
              searchLabel={t(
                reading === 'people' ? 'coverage:filter.searchPeople' : 'coverage:filter.search',
              )}
            />
          )}
          {reading === 'schools' && (
            <SchoolsReading
              asked={asked}
              filter={filter}
              onFilter={setFilter}
              today={today}
              selected={open ?? null}
              onOpen={(school) => onGo('coverage', school)}
            />
          )}
          {reading === 'people' && (
            <PeopleReading
              asked={asked}
              filter={filter}
              onFilter={setFilter}
              tracks={tracks}
              switchover={wave.switchoverDate}
              today={today}
              onOpen={(school) => onGo('coverage', school)}
            />
          )}
          {reading === 'trainers' && <TrainersReading asked={asked} />}
          {reading === 'kits' && <KitsReading proposals={proposals} today={today} />}
        </>
      )}
    </TrainingFrame>
  );
}
