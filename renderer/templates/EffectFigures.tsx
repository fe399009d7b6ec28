import { useTerms } from '../bridge/useTerms.ts';
import type { ComparisonView } from '../../shared/templates/templates.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './templates.module.css';

const FIGURES = ['appear', 'stay', 'disappear', 'earlier', 'later', 'lateAtOnce'] as const;

interface EffectFiguresProps {
  readonly effect: ComparisonView['effects'];
  readonly programme: string;
  /** Leaves out what is nought: beside one difference. */
  readonly short?: boolean;
}

/** What a merge does to the running kits, in figures. */
export function EffectFigures({ effect, programme, short = false }: EffectFiguresProps) {
  const { t, format } = useLanguage();
  const terms = useTerms(programme);
  const shown = FIGURES.filter((name) => !short || effect[name] > 0);
  return (
    <dl className={styles[short ? 'figuresShort' : 'figures']}>
      <div>
        <dt>{terms.many('establishment')}</dt>
        <dd>{format.number(effect.schools)}</dd>
      </div>
      {shown.map((name) => (
        <div key={name} data-figure={name}>
          <dt>{t(`templates:effect.${name}`)}</dt>
          <dd>{format.number(effect[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
