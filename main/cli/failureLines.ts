import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { failureText } from '../../shared/messages/failureText.ts';
import type { Translate } from '../../shared/messages/messages.ts';

/** Commands that list what an id may be. */
const LISTED_BY: Partial<Record<CoreFailure['type'], string>> = {
  WaveUnknown: 'waves',
  EstablishmentUnknown: 'establishments',
  PersonUnknown: 'people --json',
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

/** What an option, or a field of what a command asks the core, is to be like. */
const EXPECTED: Readonly<Record<string, string>> = {
  '--as-of': 'day',
  '--to': 'day',
  '--notice': 'day',
  '--from': 'day',
  '--until': 'day',
  '--from > --until': 'span',
  '--months': 'months',
  '--seconds': 'seconds',
  '--limit': 'limit',
  limit: 'limit',
  '--older-than': 'number',
  '--costs': 'number',
  '--seed': 'number',
  '--keep': 'number',
  '--resend': 'number',
  '--dismiss': 'number',
  '--data': 'data',
  '--code': 'code',
  '--establishment': 'establishment',
  '--person': 'person',
  '--status': 'needed',
  '--stdin': 'needed',
  '--answer': 'answer',
  JSON: 'json',
  '<file>': 'file',
  '<text>': 'words',
  '--keep, --value': 'oneOf',
  '--resend, --dismiss': 'oneOf',
  '--months | --to | --wave': 'oneOf',
  'waves | waves open WAVE | waves postpone': 'forms',
  'people | people codes FILE': 'forms',
  'devices | devices rename DEVICE NAME | devices revoke DEVICE': 'forms',
  'export all FILE': 'forms',
  'attendance SESSION': 'forms',
  'tick STEP --status STATUS': 'forms',
};

/** What the window says of a failure, with what was expected or the command that helps. */
export function failureLines(t: Translate, failure: CoreFailure): string {
  const said = failureText(t, failure);
  if (failure.type === 'NotCalledYet') return `${said} ${t('cli:callFirst')}`;
  const expected = failure.type === 'BadInput' ? EXPECTED[failure.detail] : undefined;
  if (expected !== undefined) return `${said} ${t(`cli:expected.${expected}`)}`;
  const command = LISTED_BY[failure.type];
  return command === undefined ? said : `${said} ${t('cli:listedBy', { command })}`;
}
