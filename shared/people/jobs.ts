import { roles, type Role } from '../access/roles.ts';
import { plainText } from '../kernel/plainText.ts';

/** What somebody's function means here. */
export interface Job {
  readonly role: Role;
  /** Actor ids of the kit that are played; absent: all that the role plays. */
  readonly actors?: readonly string[];
}

const head: Job = { role: 'authorisingOfficer' };
const bursar: Job = { role: 'bursar' };
const delegate: Job = { role: 'bursar', actors: ['sg'] };
const bursarAssistant: Job = { role: 'assistant', actors: ['assistant-gestion'] };
const accountsAssistant: Job = { role: 'assistant', actors: ['assistant-comptable'] };
const accountant: Job = { role: 'accountingOfficer' };
const deputyAccountant: Job = { role: 'deputyAccountingOfficer' };

/** Names of functions, as spreadsheets of administrations have them, in three languages. */
const named: readonly (readonly [Job, readonly string[]])[] = [
  [
    head,
    [
      'ordonnateur',
      'chef d’établissement',
      'chef etablissement',
      'principal',
      'principale',
      'proviseur',
      'proviseure',
      'directeur',
      'directrice',
      'personnel de direction',
      'chef d’établissement (ordonnateur)',
      'head',
      'head of school',
      'principal of school',
      'headteacher',
      'مدير',
      'مديرة',
      'مدير المؤسسة',
      'رئيس المؤسسة',
    ],
  ],
  [
    bursar,
    [
      'sg',
      'secrétaire général',
      'secrétaire générale',
      'secrétaire général d’EPLE',
      'secrétaire générale d’EPLE',
      'adjoint gestionnaire',
      'adjointe gestionnaire',
      'gestionnaire',
      'intendant',
      'intendante',
      'bursar',
      'المقتصد',
      'مقتصد',
      'مسير المصالح المادية والمالية',
    ],
  ],
  [delegate, ['gestionnaire délégué', 'gestionnaire déléguée', 'delegated bursar']],
  [
    bursarAssistant,
    ['assistant gestion', 'assistant de gestion', 'assistante de gestion', 'bursar assistant'],
  ],
  [
    accountsAssistant,
    [
      'assistant comptable',
      'assistante comptable',
      'accounts assistant',
      'assistant d’agence comptable',
    ],
  ],
  [accountant, ['agent comptable', 'agente comptable', 'comptable', 'accounting officer', 'محاسب']],
  [
    deputyAccountant,
    ['fondé de pouvoir', 'fondée de pouvoir', 'fonde pouvoir', 'deputy accounting officer'],
  ],
  [{ role: 'trainer' }, ['formateur', 'formatrice', 'trainer', 'مكون', 'مكونة']],
  [
    { role: 'trainingLead' },
    ['responsable formation', 'responsable de la formation', 'training lead', 'مسؤول التكوين'],
  ],
  [{ role: 'tutor' }, ['tuteur', 'tutrice', 'tutor', 'مواكب', 'مواكبة']],
  [{ role: 'support' }, ['assistance', 'support', 'centre de services', 'hotline', 'help desk']],
  [
    { role: 'technician' },
    ['technicien', 'technicienne', 'correspondant technique', 'technician', 'تقني', 'تقنية'],
  ],
  [
    { role: 'projectManager' },
    ['chef de projet', 'cheffe de projet', 'project manager', 'رئيس المشروع', 'رئيسة المشروع'],
  ],
  [
    { role: 'teamMember' },
    [
      'membre de l’équipe',
      'équipe projet',
      'enseignant',
      'enseignante',
      'professeur',
      'team member',
      'teacher',
      'أستاذ',
      'أستاذة',
    ],
  ],
  [{ role: 'pilot' }, ['pilote', 'pilotage', 'équipe de pilotage', 'pilot', 'قائد البرنامج']],
];

const jobs = new Map<string, Job>();
for (const [job, names] of named) for (const name of names) jobs.set(plainText(name), job);
// The product's own names of roles, as it exports them itself.
for (const role of roles) {
  const name = plainText(role);
  if (!jobs.has(name)) jobs.set(name, { role });
}

/** What a function's name means here, whatever its accents and capitals; null: it is not known. */
export function jobOf(name: string): Job | null {
  return jobs.get(plainText(name)) ?? null;
}
