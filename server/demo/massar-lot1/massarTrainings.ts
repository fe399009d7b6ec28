import type { DescribedGroup, DescribedTrainings } from '../described/trainings.ts';
import regionsJson from './regions.json' with { type: 'json' };

/** Two days of each region: the second is after the practice date for the last ones. */
const DAYS = [
  ['2013-05-14', '2013-05-28'],
  ['2013-05-16', '2013-05-30'],
  ['2013-05-21', '2013-06-18'],
  ['2013-05-23', '2013-06-20'],
] as const;
const POINTS: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  rszz: [34.05, -6.8],
  mt: [33.9, -5.55],
  da: [33.25, -8.5],
  ta: [32.34, -6.36],
};
const trainerOf = (region: string): string => `massar-trainer-${region}`;

/** The heads of each region, by the trainer that was trained centrally before. */
const heads: readonly DescribedGroup[] = regionsJson.map(({ id, nameAr }, index) => ({
  id: `massar-directeurs-${id}`,
  track: 'directeurs',
  label: `مديرو ${nameAr}`,
  trainers: [trainerOf(id), 'massar-trainer-dsi'],
  site: `massar-centre-${id}`,
  people: Array.from({ length: 6 }, (_, school) => `massar-head-${school + 1}-${id}`),
  function: 'مدير المؤسسة',
  sessions: [
    { module: 'm1', day: DAYS[index]![0], absent: index === 1 ? ['massar-head-4-mt'] : [] },
    { module: 'm2', day: DAYS[index]![1], status: 'confirmed' },
  ],
}));

/** Lot 1 of Massar: trainers first, centrally, then heads in their regions, then peers in schools. */
export const massarTrainings: DescribedTrainings = {
  wave: 'massar-lot1',
  trainers: [
    ...regionsJson.map(({ id, delegation }) => ({
      id: trainerOf(id),
      person: `massar-trainer-${id}`,
      sphere: 'جهوي',
      town: delegation.nameAr,
      latitude: POINTS[id]![0],
      longitude: POINTS[id]![1],
      maxTravelMinutes: 120,
      maxDaysPerWeek: 3,
      lent: id === 'rszz',
    })),
    { id: 'massar-trainer-dsi', person: 'massar-dsi', sphere: 'مركزي', maxDaysPerWeek: 4 },
  ],
  pairs: [
    ['massar-trainer-rszz', 'massar-trainer-mt'],
    ['massar-trainer-da', 'massar-trainer-ta'],
  ],
  sites: regionsJson.map(({ id, delegation }) => ({
    id: `massar-centre-${id}`,
    name: `مركز التكوين ${delegation.nameAr}`,
    town: delegation.nameAr,
    latitude: POINTS[id]![0],
    longitude: POINTS[id]![1],
    seats: [25, 16],
    room: 'القاعة',
  })),
  groups: [
    {
      id: 'massar-formateurs',
      track: 'formateurs',
      label: 'المكونون الجهويون',
      trainers: ['massar-trainer-dsi'],
      site: 'massar-centre-rszz',
      people: regionsJson.map(({ id }) => `massar-trainer-${id}`),
      function: 'مكوّن جهوي',
      sessions: [
        { module: 'm1', day: '2013-03-20' },
        { module: 'm2', day: '2013-04-17', absent: ['massar-trainer-ta'] },
        { module: 'm3', day: '2013-06-19', status: 'planned' },
      ],
    },
    ...heads,
    {
      id: 'massar-surveillants',
      track: 'surveillants',
      label: 'الحراس العامون',
      trainers: ['massar-trainer-rszz', 'massar-trainer-mt'],
      site: 'massar-centre-rszz',
      people: ['massar-sg-1', 'massar-sg-2'],
      function: 'حارس عام',
      sessions: [
        { module: 'm1', day: '2013-06-04', absent: ['massar-sg-2'] },
        { module: 'm2', day: '2013-06-25', status: 'planned' },
      ],
    },
  ],
  materials: [
    {
      title: 'دليل المدير – الحصة 1',
      kind: 'guide',
      track: 'directeurs',
      language: 'ar',
      rights: 'project',
      rightsHolder: 'المديرية المكلفة بالمعلوميات',
      productVersion: 'الحصة 1',
      updatedOn: '2013-05-06',
    },
    {
      title: 'عرض تكوين المكونين',
      kind: 'slides',
      track: 'formateurs',
      language: 'ar',
      rights: 'open',
      updatedOn: '2013-03-18',
    },
  ],
  periods: [
    {
      label: 'امتحانات الباكالوريا',
      kind: 'exams',
      from: '2013-06-11',
      until: '2013-06-14',
      forbidden: true,
    },
    {
      label: 'الدخول المدرسي',
      kind: 'other',
      from: '2013-09-02',
      until: '2013-09-13',
      forbidden: false,
    },
  ],
  rules: { from: '2013-03-18', until: '2013-09-10' },
};
