import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleHalf2,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { CoverageState } from '../../../shared/training/coverage.rules.ts';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';

const TONES: Readonly<Record<CoverageState, Tone>> = {
  trained: 'done',
  underWay: 'info',
  enrolled: 'plain',
  gap: 'late',
  notEnrolled: 'wait',
};
const SHAPES = {
  trained: IconCircleCheckFilled,
  underWay: IconCircleHalf2,
  enrolled: IconCircle,
  gap: IconAlertTriangle,
  notEnrolled: IconUserQuestion,
};

/** How far somebody is: by a word, a shape and a colour. */
export function StateTag({ state }: { readonly state: CoverageState }) {
  const { t } = useLanguage();
  const Shape = SHAPES[state];
  return (
    <Tag tone={TONES[state]} icon={<Shape size={14} aria-hidden="true" />}>
      {t(`coverage:state.${state}`)}
    </Tag>
  );
}
