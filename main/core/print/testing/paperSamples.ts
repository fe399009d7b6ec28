import type {
  AttendanceLine,
  AttendanceSheet,
  Certificate,
  PaperSession,
  Signature,
  SummonsList,
} from '../../../../shared/training/papers.ts';

/** A name that does not fit into one line of a column. */
export const LONG_NAME = 'Marie-Bénédicte de La Rochefoucauld-Montbel';
export const ARABIC_NAME = 'عبد الرحمن بن محمد الأزرق';

/** A signature whose first points are known: three strokes and a dot. */
export const SIGNATURE: Signature = {
  strokes: [
    [
      [0.1, 0.7],
      [0.2, 0.2],
      [0.3, 0.8],
      [0.45, 0.25],
      [0.5, 0.75],
      [0.62, 0.4],
      [0.75, 0.6],
      [0.95, 0.35],
    ],
    [
      [0.05, 0.9],
      [0.9, 0.8],
    ],
    [[0.85, 0.15]],
  ],
};

export const SESSION: PaperSession = {
  on: '2024-02-01',
  title: 'Module 2 : dépense, prise en charge et paiement',
  hours: { morning: { from: '09:00', to: '12:00' }, afternoon: { from: '13:30', to: '16:30' } },
  mode: 'inPerson',
  place: {
    site: 'Lycée E. Branly',
    room: 'salle B 204',
    address: '70 boulevard de Saint-Quentin, 80098 Amiens',
  },
  link: null,
};

const NAMES = [
  'Edgar Églantin',
  'Maëlle Pervenche',
  LONG_NAME,
  'Léandre Houblon',
  ARABIC_NAME,
  'Inès Lierreux',
  'Jean-Christophe Vandenbroucke-Delattre',
  'Noé Ormeau',
];
const POSTS = [
  'Secrétaire générale',
  'Agent comptable',
  'Fondé de pouvoir',
  'Gestionnaire délégué',
];
const SCHOOLS: readonly (readonly [string, string])[] = [
  ['Collège H. Matisse', 'Bohain-en-Vermandois'],
  ['LP C. Noël', 'Saint-Quentin'],
  ['Lycée polyvalent Jean-Charles Athanase Peltier', 'Villers-Bretonneux'],
  ['Lycée A. Camus', 'Laon'],
];

/** @returns as many people, each marked in another way than the next */
export function lines(count: number): AttendanceLine[] {
  return Array.from({ length: count }, (_, index): AttendanceLine => {
    const [establishment, town] = SCHOOLS[index % SCHOOLS.length]!;
    const there = { status: 'present', signature: SIGNATURE } as const;
    const late = { status: 'late', arrival: '09:20', signature: SIGNATURE } as const;
    const marks = [
      { morning: there, afternoon: there },
      { morning: late, afternoon: there },
      { morning: { status: 'absent' }, afternoon: { status: 'absent' } },
      { morning: { status: 'excused' }, afternoon: there },
      { morning: there, afternoon: null },
      { morning: there, afternoon: { status: 'present' } },
      { morning: { status: 'late', arrival: '10:05' }, afternoon: there },
    ] as const;
    return {
      name: NAMES[index % NAMES.length]!,
      function: POSTS[index % POSTS.length]!,
      establishment,
      town,
      isWalkIn: index === 5,
      replaces: index === 3 ? 'Apolline Verdance' : null,
      marks: marks[index % marks.length]!,
    };
  });
}

/** @returns a sheet of as many people */
export function sheet(count: number, more: Partial<AttendanceSheet> = {}): AttendanceSheet {
  return {
    variant: 'filled',
    programme: 'Op@le',
    wave: 'V6',
    organiser: 'École académique de la formation continue d’Amiens',
    track: 'Parcours SG (secrétaires généraux)',
    group: 'Groupe 7 – SG',
    session: SESSION,
    trainers: [
      { name: 'Solène Aulnaie', signature: SIGNATURE },
      { name: 'Jean-Christophe Vandenbroucke', signature: null },
    ],
    lines: lines(count),
    returnTo: 'EAFC d’Amiens, 20 boulevard d’Alsace-Lorraine, 80063 Amiens',
    printedOn: '2024-01-22',
    ...more,
  };
}

/** A sheet whose words are Arabic, with people who are written in both scripts. */
export function arabicSheet(count: number, more: Partial<AttendanceSheet> = {}): AttendanceSheet {
  const names = [
    ARABIC_NAME,
    'فاطمة الزهراء الخزامى',
    LONG_NAME,
    'سكينة البنفسجي',
    'Karim El Bostani',
  ];
  const schools = [
    'الثانوية التأهيلية محمد بن عبد الكريم الخطابي',
    'إعدادية العرفان',
    'Lycée Descartes',
  ];
  return sheet(count, {
    programme: 'مسار',
    wave: 'الحصة 1',
    organiser: 'الأكاديمية الجهوية للتربية والتكوين (الرباط – سلا – القنيطرة)',
    track: 'مسار رؤساء المؤسسات',
    group: 'المجموعة 3',
    session: {
      ...SESSION,
      title: 'الوحدة 2: تدبير التسجيل والتقويم',
      place: { site: 'مركز التكوين', room: 'القاعة 4', address: 'شارع النصر، الرباط' },
    },
    trainers: [{ name: 'ليلى الرياض', signature: SIGNATURE }, { name: 'Adil Ennasim' }],
    returnTo: 'الأكاديمية الجهوية (مصلحة التكوين)',
    lines: lines(count).map((line, index) => ({
      ...line,
      name: names[index % names.length]!,
      function: index % 2 === 0 ? 'مدير المؤسسة' : 'حارس عام',
      establishment: schools[index % schools.length]!,
      town: index % 3 === 2 ? 'Rabat' : 'تمارة',
      replaces: index === 3 ? 'عادل النسيم' : null,
    })),
    ...more,
  });
}

/** Sessions of a group: a day, a morning, and one from afar. */
export const SESSIONS: readonly PaperSession[] = [
  SESSION,
  {
    ...SESSION,
    on: '2024-02-14',
    title: 'Module 3 : recette, droits constatés et recouvrement',
    hours: { morning: { from: '09:00', to: '12:00' } },
  },
  {
    on: '2024-03-01',
    title: 'Retour d’expérience',
    hours: { afternoon: { from: '14:00', to: '15:30' } },
    mode: 'remote',
    place: null,
    link: 'https://visio.exemple.invalid/salles/formation-opale-groupe-7',
  },
];

/** @returns the letters of a group: to a person and to a head */
export function summons(more: Partial<SummonsList> = {}): SummonsList {
  const address = ['1 rue du Stade', '02110 Bohain-en-Vermandois'];
  return {
    programme: 'Op@le',
    wave: 'V6',
    organiser: 'École académique de la formation continue d’Amiens',
    track: 'Parcours SG (secrétaires généraux)',
    group: 'Groupe 7 – SG',
    sessions: SESSIONS,
    changes: null,
    selfStudy: {
      title: 'M@gistère « Gestionnaire »',
      minutes: 540,
      by: '2024-02-01',
      link: 'https://magistere.exemple.invalid/opale',
    },
    trainers: ['Solène Aulnaie', 'Jean-Christophe Vandenbroucke'],
    bring: ['Votre clé de sécurité', 'Le budget de votre établissement, imprimé'],
    contact: {
      name: 'Clémence Frênaie',
      function: 'cheffe de projet',
      email: 'clemence.frenaie@exemple.invalid',
      phone: '03 00 00 00 00',
    },
    town: 'Amiens',
    on: '2024-01-08',
    signatory: { name: 'Blandine Viorne', function: 'Directrice de l’EAFC' },
    letters: [
      {
        recipient: {
          name: LONG_NAME,
          function: 'Secrétaire générale',
          establishment: 'Collège H. Matisse',
          town: null,
          address,
        },
        people: null,
      },
      {
        recipient: {
          name: 'Hermine Sourdeval',
          function: 'Principale',
          establishment: 'Collège H. Matisse',
          town: null,
          address,
        },
        people: [
          { name: LONG_NAME, function: 'Secrétaire générale' },
          { name: ARABIC_NAME, function: 'Assistant de gestion' },
        ],
      },
    ],
    ...more,
  };
}

/** @returns what a person attended: six hours and a half in person, ten and a half at a distance */
export function certificate(more: Partial<Certificate> = {}): Certificate {
  return {
    programme: 'Op@le',
    wave: 'V6',
    organiser: 'École académique de la formation continue d’Amiens',
    track: 'Parcours SG (secrétaires généraux)',
    group: 'Groupe 7 – SG',
    person: {
      name: LONG_NAME,
      function: 'Secrétaire générale',
      establishment: 'Collège H. Matisse',
      town: 'Bohain-en-Vermandois',
    },
    sessions: [
      { on: '2024-02-01', title: SESSIONS[0]!.title, mode: 'inPerson', minutes: 360 },
      { on: '2024-02-14', title: SESSIONS[1]!.title, mode: 'inPerson', minutes: 30 },
      { on: '2024-03-01', title: SESSIONS[2]!.title, mode: 'remote', minutes: 90 },
    ],
    selfStudyMinutes: 540,
    town: 'Amiens',
    on: '2024-03-08',
    signatory: { name: 'Blandine Viorne', function: 'Directrice de l’EAFC' },
    ...more,
  };
}
