import { never } from '../../../shared/kernel/never.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { CalendarPart } from './CalendarPart.tsx';
import { MaterialsPart } from './MaterialsPart.tsx';
import { SetupFrame } from './SetupFrame.tsx';
import { setupParts, type PartProps, type SetupPart } from './setupParts.ts';
import { SitesPart } from './SitesPart.tsx';
import { TracksPart } from './TracksPart.tsx';
import { TrainersPart } from './TrainersPart.tsx';

/** Entities whose rows the parts read, besides those of the overview. */
const READ = [
  'programme',
  'wave',
  'kitAction',
  'grant',
  'trainingTrack',
  'trainingMaterial',
  'trainer',
  'trainerPair',
  'trainerAbsence',
  'trainingSite',
  'trainingRoom',
  'trainingSession',
  'businessPeriod',
  'trainingRules',
  'environmentWindow',
  'environmentUse',
] as const;

/** Tracks, materials, trainers, places and days: what trainings are made of. */
export function SetupTab(shared: TrainingTabProps) {
  const { t } = useLanguage();
  const { wave } = shared.overview;
  const input = wave === null ? null : { wave: wave.id };
  const { value: setup, failure, reload } = useCall('trainingSetup.read', input, READ);
  const part = setupParts.find((one) => one === shared.open) ?? 'tracks';
  // What was read of another wave is not shown under this one's name.
  if (setup === null || setup.wave !== wave?.id) {
    return (
      <SetupFrame shared={shared} part={part}>
        {failure !== null && (
          <Message kind="error" action={{ label: t('retry'), run: () => void reload() }}>
            {failureWords(t, failure)}
          </Message>
        )}
      </SetupFrame>
    );
  }
  return <Part key={setup.wave} part={part} shared={shared} setup={setup} />;
}

function Part({ part, ...props }: PartProps & { readonly part: SetupPart }) {
  switch (part) {
    case 'tracks':
      return <TracksPart {...props} />;
    case 'materials':
      return <MaterialsPart {...props} />;
    case 'trainers':
      return <TrainersPart {...props} />;
    case 'sites':
      return <SitesPart {...props} />;
    case 'calendar':
      return <CalendarPart {...props} />;
    default:
      return never(part);
  }
}
