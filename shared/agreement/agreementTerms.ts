import type { Label } from '../schema/values.ts';

/** A band of fees by financial mass, in millions; amounts a year, without tax. */
export interface FeeBand {
  readonly id: string;
  readonly from: number;
  /** The mass that belongs to the next band; null: none. */
  readonly below: number | null;
  readonly first: number;
  readonly later: number;
}

/** What the agreements of a programme say, as far as dates, fees and rights go. */
export interface AgreementTerms {
  /** Day that agreements start at the earliest. */
  readonly startsOn: string;
  /** Months of notice before the end of the calendar year that precedes the stop. */
  readonly noticeMonths: number;
  /** An agreement ends at most so many months after notice. */
  readonly endsWithinMonths: number;
  /** Months before 31 December that a letter for a breach has to be sent by. */
  readonly breachMonths: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Years of use that the first amount of a band holds for. */
  readonly firstYears: number;
  readonly feeBands: readonly FeeBand[];
  readonly covered: readonly Label[];
  readonly notCovered: readonly Label[];
  readonly licences: readonly { readonly spdx: string; readonly scope: Label }[];
  readonly thirdPartyApps: readonly {
    readonly name: string;
    readonly agreement: string;
    readonly scope: Label;
  }[];
  /** Releases of the product a year. */
  readonly releasesPerYear: number;
}

const pegase: AgreementTerms = {
  startsOn: '2024-01-01',
  noticeMonths: 12,
  endsWithinMonths: 12,
  breachMonths: 3,
  currency: 'EUR',
  firstYears: 6,
  feeBands: [
    { id: '1a', from: 0, below: 5, first: 7_800, later: 6_800 },
    { id: '1b', from: 5, below: 10, first: 15_700, later: 13_600 },
    { id: '2a', from: 10, below: 20, first: 23_500, later: 20_400 },
    { id: '2b', from: 20, below: 30, first: 31_300, later: 27_100 },
    { id: '3', from: 30, below: 58, first: 43_200, later: 37_400 },
    { id: '4', from: 58, below: 95, first: 64_800, later: 56_200 },
    { id: '5', from: 95, below: 145, first: 86_400, later: 74_900 },
    { id: '6', from: 145, below: null, first: 108_100, later: 93_600 },
  ],
  covered: [
    {
      fr: 'Logiciel et accompagnement au déploiement',
      en: 'Software and help with the roll-out',
      ar: 'البرنامج ومواكبة النشر',
    },
    { fr: 'Documentation', en: 'Documentation', ar: 'الوثائق' },
    {
      fr: 'Assistance sur les versions N et N-1',
      en: 'Support of versions N and N-1',
      ar: 'المساعدة على الإصدارين الحالي والسابق',
    },
    { fr: 'Nouvelles versions', en: 'New versions', ar: 'الإصدارات الجديدة' },
    { fr: 'Démonstrations de version', en: 'Demonstrations of versions', ar: 'عروض الإصدارات' },
    { fr: 'Club utilisateurs', en: 'User club', ar: 'نادي المستعملين' },
  ],
  notCovered: [
    { fr: 'Audit ou expertise', en: 'Audit or expertise', ar: 'الافتحاص أو الخبرة' },
    {
      fr: 'Formation au-delà de la formation initiale',
      en: 'Training beyond the first one',
      ar: 'التكوين بعد التكوين الأولي',
    },
    { fr: 'Assistance de niveau 1', en: 'First-level support', ar: 'المساعدة من المستوى الأول' },
  ],
  licences: [
    {
      spdx: 'AGPL-3.0-or-later',
      scope: {
        fr: 'Parties métier et presque toutes les parties techniques',
        en: 'Business parts and nearly all technical ones',
        ar: 'الأجزاء المهنية ومعظم الأجزاء التقنية',
      },
    },
    {
      spdx: 'Apache-2.0',
      scope: {
        fr: 'Composants techniques génériques',
        en: 'Generic technical parts',
        ar: 'المكونات التقنية العامة',
      },
    },
  ],
  thirdPartyApps: [
    {
      name: 'MonDossierWeb',
      agreement: 'SAJ-PC Scol n°20-43-01',
      scope: {
        fr: 'Nouvelle version intégrée, réservée aux étudiants',
        en: 'New integrated version, for students only',
        ar: 'إصدار جديد مدمج، خاص بالطلبة',
      },
    },
  ],
  releasesPerYear: 4,
};

/** Terms by the template that a programme was made from. */
const terms: Readonly<Record<string, AgreementTerms>> = { pegase };

/** The terms of a template's agreements; null where it has none of its own. */
export function agreementTermsOf(template: string | null): AgreementTerms | null {
  return template !== null && Object.hasOwn(terms, template) ? terms[template]! : null;
}
