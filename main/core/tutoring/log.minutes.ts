import { scopeId } from '../../../shared/schema/scope.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import type { SessionLog } from '../../../shared/tutoring/log.contract.ts';
import { minutesFrom, type Minutes } from '../../../shared/tutoring/minutes.ts';
import type { LogStore } from './log.store.ts';

/** The minutes of a session, with whom of its schools they can be sent to. */
export function minutesOf(log: SessionLog, rows: LogStore, language: Language): Minutes {
  const contacts = log.schools.flatMap(({ id }) => rows.contacts.all(scopeId('establishment', id)));
  return {
    ...minutesFrom(log, language, rows.disputed(log.session.id)),
    contacts: [...new Map(contacts.map((one) => [one.email, one])).values()],
  };
}
