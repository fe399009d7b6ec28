import { WaveList } from './WaveList.tsx';
import { WavePage } from './WavePage.tsx';
import { tabOf, type WaveTab } from './waves.words.ts';
import '../ui/theme/formMantine.css';

interface WavesPageProps {
  readonly wave: string | undefined;
  readonly tab: string | undefined;
  /** Null: the list. */
  readonly onWave: (wave: string | null, tab?: WaveTab) => void;
  readonly onKit: (establishment: string) => void;
  readonly onImport: (wave: string) => void;
}

/** The waves, or one of them. */
export function WavesPage({ wave, tab, onWave, onKit, onImport }: WavesPageProps) {
  if (wave === undefined) return <WaveList onOpen={(id) => onWave(id)} />;
  return (
    <WavePage
      key={wave}
      id={wave}
      tab={tabOf(tab)}
      onTab={(next) => onWave(wave, next)}
      onBack={() => onWave(null)}
      onKit={onKit}
      onImport={() => onImport(wave)}
    />
  );
}
