import type { LocalDate } from '../../shared/kernel/dates.ts';
import { createPlaces } from './access/places.ts';
import { createSchoolPages } from './access/schoolPages.ts';
import { createRevival, type WritingParts } from './access/writing.ts';
import { createActivationHandlers } from './activation/activation.ts';
import { createAgreementHandlers } from './agreement/agreement.service.ts';
import { createSchoolsHandlers, type JoinWrites } from './schools/schools.service.ts';
import type { Reader } from './store/database.ts';
import { createTeam } from './team/team.service.ts';

interface Parts extends Omit<WritingParts, 'pages' | 'revival'> {
  /** The calendar day by the computer's clock. */
  readonly today: () => LocalDate;
  readonly joinWrites: JoinWrites;
}

/** What is kept of schools beside their kits: the record, services, environments, agreements, teams. */
export function createSchoolHandlers(db: Reader, { today, joinWrites, ...writing }: Parts) {
  const places = createPlaces(db);
  const pages = createSchoolPages(places, today);
  const parts = { ...writing, pages, revival: createRevival(db) };
  const team = createTeam(db, parts);
  const handlers = {
    ...createSchoolsHandlers(db, places, { ...parts, joinWrites }),
    ...createActivationHandlers(db, parts),
    ...createAgreementHandlers(db, parts),
    ...team.handlers,
  };
  return {
    handlers,
    /** Rows of scopes have changed, or left the device (no entities). */
    changed(scopes: readonly string[], entities: readonly string[]): void {
      pages.changed(entities);
      team.changed(scopes, entities);
    },
  };
}
