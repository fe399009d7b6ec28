import {
  IconCalendarEvent,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleX,
  IconFlask,
  IconSend,
} from '@tabler/icons-react';
import type { EnvironmentState } from '../../shared/activation/environmentUse.entity.ts';
import type { ActivationState } from '../../shared/activation/serviceActivation.entity.ts';
import type { Tone } from '../ui/Tag.tsx';

const SHAPES = {
  off: IconCircleDashed,
  planned: IconCalendarEvent,
  pilot: IconFlask,
  on: IconCircleCheckFilled,
  requested: IconSend,
  open: IconCircleCheckFilled,
  closed: IconCircleX,
};
type AnyState = ActivationState | EnvironmentState;

export const stateTones: Readonly<Record<AnyState, Tone>> = {
  off: 'plain',
  planned: 'info',
  pilot: 'wait',
  on: 'done',
  requested: 'wait',
  open: 'done',
  closed: 'plain',
};

/** The shape of a state, to stand before its word. */
export function StateShape({ state }: { readonly state: AnyState }) {
  const Shape = SHAPES[state];
  return <Shape size={14} aria-hidden="true" />;
}
