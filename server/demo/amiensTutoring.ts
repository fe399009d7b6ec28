import { scopeId } from '../../shared/schema/scope.ts';
import { blockerReportId } from '../../shared/tutoring/blocker.entity.ts';
import { tutoringMemberId } from '../../shared/tutoring/tutoringGroup.entity.ts';
import {
  schoolNames,
  tutoringPresenceId,
  tutoringSessionId,
} from '../../shared/tutoring/tutoringSession.entity.ts';
import type { DemoFile, DemoPerson } from './files.ts';
import { morningOf, seedRow, stampOf, type SeedRow } from './seedRows.ts';

/** The tutors met on this day, and their groups stand since. */
const GROUPED_ON = '2023-12-18';
const FROM = '14:00';
const TO = '16:00';
const LONG_TO = '17:00';
const LONG_HOURS = 3;
const UNTIL = '2024-07-03';
const EVERY_WEEKS = 2;
/** What the register says of the blockers that were raised in sessions: invented. */
const known: Readonly<
  Record<string, { theme: string; sphere: string; action: string; answer?: string }>
> = {
  'Budget refusé au chargement': {
    theme: 'Budget',
    sphere: 'ordonnateur',
    action: 'integrer-budget-opale',
  },
  'Profil ordonnateur suppléant absent': {
    theme: 'Habilitations',
    sphere: 'ordonnateur',
    action: 'creer-comptes-utilisateurs',
    answer:
      'Déclarer le suppléant dans l’arrêté de délégation, puis demander le profil « ordonnateur suppléant » à la DRASI en joignant l’arrêté. Le profil apparaît le lendemain.',
  },
};
type Session = DemoFile['tutoring_sessions'][number];
type Blocker = Session['blockers'][number];

/** Groups of schools with their tutors, the sessions of their series, and what was raised in them. */
export function amiensTutoring(demo: DemoFile): SeedRow[] {
  const wave = demo.waves.find(({ status }) => status === 'in-progress')!.id;
  return [
    ...demo.tutoring_groups.flatMap((group, position) => groupRows(demo, wave, group, position)),
    ...demo.tutoring_sessions.map(sessionRow),
    ...demo.tutoring_sessions.flatMap((session) => presenceRows(demo, session)),
    ...blockerRows(demo, wave),
    ...demo.tutoring_sessions.flatMap((session) =>
      session.blockers.map((raised) => entryRow(demo, session, raised)),
    ),
  ];
}

function groupRows(
  demo: DemoFile,
  wave: string,
  group: DemoFile['tutoring_groups'][number],
  position: number,
): SeedRow[] {
  const days = demo.tutoring_sessions
    .filter(({ group_id }) => group_id === group.id)
    .map(({ cadence_date }) => cadence_date)
    .sort();
  const pair = demo.tutor_pairs.find(({ id }) => id === group.tutor_pair_id)!;
  const stamp = stampOf(GROUPED_ON, null);
  return [
    seedRow(
      'tutoringGroup',
      group.id,
      scopeId('tutoringGroup', group.id),
      {
        wave,
        label: group.label_fr,
        position,
        tutors: pair.tutor_ids.map((id) => tutorOf(demo.people.find((one) => one.id === id)!)),
        link: `https://visio.exemple.invalid/${group.id}`,
        first: days[0]!,
        from: FROM,
        to: TO,
        everyWeeks: EVERY_WEEKS,
        until: UNTIL,
      },
      stamp,
    ),
    ...group.establishment_ids.map((establishment) =>
      seedRow(
        'tutoringMember',
        tutoringMemberId(group.id, establishment, GROUPED_ON),
        scopeId('establishment', establishment),
        { group: group.id, establishment, from: GROUPED_ON },
        stamp,
      ),
    ),
  ];
}

function tutorOf({ id, first_name, last_name, email, sphere, profession_fr }: DemoPerson): {
  readonly [key: string]: string;
} {
  return {
    id,
    name: `${first_name} ${last_name}`,
    email,
    ...(sphere !== undefined && { sphere }),
    ...(profession_fr !== undefined && { profession: profession_fr }),
  };
}

function sessionRow(session: Session): SeedRow {
  const { group_id: group, cadence_date: on, date, duration_hours: hours } = session;
  const own = date !== null && (date !== on || hours === LONG_HOURS);
  const times = { day: date, from: FROM, to: hours === LONG_HOURS ? LONG_TO : TO };
  return seedRow(
    'tutoringSession',
    tutoringSessionId(group, on),
    scopeId('tutoringGroup', group),
    {
      group,
      on,
      ...(own && times),
      mode: 'video',
      theme: session.theme_fr,
      status: session.status === 'skipped' ? 'cancelled' : session.status,
      reason: session.reason_fr?.replace(/^Déplacée\s*:\s*/u, ''),
    },
    stampOf(session.status === 'held' ? on : GROUPED_ON, null),
  );
}

function presenceRows(demo: DemoFile, session: Session): SeedRow[] {
  if (session.status !== 'held') return [];
  const { group_id: group, cadence_date: on } = session;
  const id = tutoringSessionId(group, on);
  const schools = demo.tutoring_groups.find((one) => one.id === group)!.establishment_ids;
  return schools.map((establishment) =>
    seedRow(
      'tutoringPresence',
      tutoringPresenceId(id, establishment),
      scopeId('tutoringGroup', group),
      {
        session: id,
        establishment,
        schoolNames: namesOf(demo, establishment),
        status: session.absent_establishment_ids.includes(establishment) ? 'absent' : 'present',
      },
      stampOf(on, null),
    ),
  );
}

function namesOf(demo: DemoFile, establishment: string): Readonly<Record<string, string>> {
  return schoolNames(demo.establishments.find(({ id }) => id === establishment)!);
}

function blockerId(demo: DemoFile, { title_fr }: Blocker): string {
  const titles = [...new Set(raisedIn(demo).map(({ raised }) => raised.title_fr))];
  return `blocage-${titles.indexOf(title_fr) + 1}`;
}

function raisedIn(demo: DemoFile): { readonly session: Session; readonly raised: Blocker }[] {
  return demo.tutoring_sessions
    .flatMap((session) => session.blockers.map((raised) => ({ session, raised })))
    .sort((a, b) => (a.session.cadence_date < b.session.cadence_date ? -1 : 1));
}

/** The register: one blocker for each title, and one case for each school that raised it. */
function blockerRows(demo: DemoFile, wave: string): SeedRow[] {
  const scope = scopeId('waveSupport', wave);
  const made = new Set<string>();
  return raisedIn(demo).flatMap(({ session, raised }) => {
    const id = blockerId(demo, raised);
    const on = session.cadence_date;
    const facts = known[raised.title_fr]!;
    const report = seedRow(
      'blockerReport',
      blockerReportId(id, raised.raised_by),
      scope,
      {
        blocker: id,
        establishment: raised.raised_by,
        on,
        source: 'session',
        from: tutoringSessionId(session.group_id, on),
        liftedOn: raised.resolved ? on : null,
      },
      stampOf(on, null),
    );
    if (made.has(id)) return [report];
    made.add(id);
    const answered = facts.answer === undefined ? null : on;
    const fields = {
      wave,
      title: raised.title_fr,
      ...facts,
      state: answered === null ? 'open' : 'answered',
      openedOn: on,
      answeredOn: answered,
    };
    return [seedRow('blocker', id, scope, fields, stampOf(on, null)), report];
  });
}

function entryRow(demo: DemoFile, session: Session, raised: Blocker): SeedRow {
  const { group_id: group, cadence_date: on } = session;
  const { theme } = known[raised.title_fr]!;
  return seedRow(
    'logEntry',
    `${group}-${on}-${raised.raised_by}`,
    scopeId('tutoringGroup', group),
    {
      session: tutoringSessionId(group, on),
      kind: 'difficulty',
      establishment: raised.raised_by,
      schoolNames: namesOf(demo, raised.raised_by),
      text: raised.title_fr,
      theme,
      state: raised.resolved ? 'solved' : 'open',
      stateOn: on,
      blocker: blockerId(demo, raised),
      at: morningOf(on),
    },
    stampOf(on, null),
  );
}
