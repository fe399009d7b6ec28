import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { failureText } from '../../shared/messages/failureText.ts';
import type { Translate } from '../../shared/messages/messages.ts';

/** Commands that list what an id may be. */
const LISTED_BY: Partial<Record<CoreFailure['type'], string>> = {
  WaveUnknown: 'waves',
  SessionUnknown: 'training sessions',
  TutoringSessionUnknown: 'tutoring sessions',
  GroupUnknown: 'training groups',
  RoomUnknown: 'training sessions --json',
  EntryUnknown: 'tutoring log',
  StepUnknown: 'kit',
  ProgrammeUnknown: 'programmes',
  ConflictUnknown: 'conflicts',
  RejectionUnknown: 'rejected',
  DeviceUnknown: 'devices',
  TicketUnknown: 'tickets',
};

/** What the window says of a failure, with the command that helps. */
export function failureLines(t: Translate, failure: CoreFailure): string {
  const said = failureText(t, failure);
  if (failure.type === 'NotCalledYet') return `${said} ${t('cli:callFirst')}`;
  const command = LISTED_BY[failure.type];
  return command === undefined ? said : `${said} ${t('cli:listedBy', { command })}`;
}
