import type { Language } from '../../../shared/kernel/language.ts';
import type { Label } from '../../../shared/schema/values.ts';
import { halfTimes } from '../../../shared/training/attendance.rules.ts';
import type {
  Certificate,
  PaperPlace,
  PaperSession,
  PaperTraining,
} from '../../../shared/training/papers.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import { pauseOf } from './pause.ts';
import type { SheetParts } from './attendance.sheet.ts';
import type { FoundTraining } from './training.context.ts';

/** Modes that bring people together in one place. */
const TOGETHER: readonly string[] = ['inPerson', 'peer', 'trainTheTrainer', 'openRoom'];

type Meeting = Pick<
  SessionView,
  'title' | 'mode' | 'day' | 'from' | 'to' | 'halves' | 'site' | 'room' | 'link'
>;

/** What papers of trainings have in common. */
export function createPaperParts(parts: SheetParts) {
  const { context, rows } = parts;
  const { store } = context;

  function trainingOf(
    { wave }: FoundTraining,
    track: string | null,
    group: string | null,
    language: Language,
  ): PaperTraining {
    const found = store.tracks(wave.programme).find(({ id }) => id === track);
    return {
      programme: wave.programmeName,
      wave: wave.label,
      organiser: organiserOf(wave, language),
      track: found === undefined ? '' : inLanguage(found.label ?? { fr: found.id }, language),
      group,
    };
  }

  function organiserOf(wave: FoundTraining['wave'], language: Language): string {
    const said = store.rules(wave.id)[0]?.organiser ?? null;
    const { name, nameAr } = rows.organiser(wave.programme) ?? {};
    return said ?? (language === 'ar' ? nameAr : null) ?? name ?? wave.programmeName;
  }

  /** Who signs the letters of a wave, and where they are written. */
  function signing(wave: string): Pick<Certificate, 'signatory' | 'town'> {
    const { signatoryName, signatoryFunction, writtenAt } = store.rules(wave)[0] ?? {};
    const isSaid = (signatoryName ?? signatoryFunction ?? null) !== null;
    return {
      signatory: isSaid ? { name: signatoryName ?? '', function: signatoryFunction ?? '' } : null,
      town: writtenAt ?? null,
    };
  }

  function placeOf({ wave }: FoundTraining, session: Meeting): PaperPlace | null {
    const { sites, rooms: gone } = store.removed;
    const of = [wave.programme, wave.id] as const;
    const site = [...store.sites(...of), ...sites(...of)].find(({ id }) => id === session.site);
    if (site === undefined) return null;
    const room = [...store.rooms(...of), ...gone(...of)].find(({ id }) => id === session.room);
    return { site: site.name ?? site.id, room: room?.name ?? null, address: site.address };
  }

  /**
   * A school as the language of the paper calls it, by its record or else by what the enrolment says;
   * under a name of then as it was said.
   */
  function schoolOf(
    { schoolName, enrolment }: { readonly schoolName: string | null; readonly enrolment: string },
    language: Language,
  ): string {
    const said = schoolName ?? '';
    const [enrolled] = store.enrolment(enrolment);
    const record = rows.schoolNames(enrolled?.establishment ?? '');
    const name = record?.name ?? enrolled?.schoolName;
    const nameAr = record?.nameAr ?? enrolled?.schoolNameAr;
    if (said !== name && said !== nameAr) return said;
    return (language === 'ar' ? nameAr : name) ?? said;
  }

  return {
    trainingOf,
    schoolOf,
    signing,
    sessionOf: (found: FoundTraining, session: Meeting): PaperSession => ({
      on: session.day,
      title: session.title,
      hours: halfTimes(session, pauseOf(parts, found.wave.id)),
      mode: modeOf(session.mode),
      place: placeOf(found, session),
      link: session.link,
    }),
  };
}

/** How a session is held, as papers say it. */
export function modeOf(mode: string): PaperSession['mode'] {
  return TOGETHER.includes(mode) ? 'inPerson' : 'remote';
}

function inLanguage(label: Label, language: Language): string {
  return label[language] ?? label.fr;
}
