import { plainText } from '../kernel/plainText.ts';

/** What can be imported. */
export const importKinds = ['establishments', 'people', 'trainers', 'observed', 'tickets'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Something that a column can say. */
export interface ImportField {
  readonly id: string;
  /** Whether every row must say it. */
  readonly required: boolean;
  /** Headings that are understood by themselves, as `plainText` writes them. */
  readonly headings: readonly string[];
}

function field(id: string, headings: readonly string[], required = false): ImportField {
  return { id, required, headings: headings.map(plainText) };
}

const code = [
  'code UAI',
  'UAI',
  'N° UAI',
  'RNE',
  'code RNE',
  'code établissement',
  'code',
  'identifiant établissement',
  'code GRESA',
  'GRESA',
  'school code',
  'school id',
  'establishment code',
  'رمز المؤسسة',
  'الرمز',
  'كود المؤسسة',
];

const email = [
  'courriel',
  'adresse courriel',
  'mél',
  'adresse mél',
  'mail',
  'e-mail',
  'email',
  'adresse mail',
  'adresse électronique',
  'adresse e-mail',
  'mél professionnel',
  'email address',
  'البريد الإلكتروني',
  'البريد',
];

const day = [
  'date',
  'constaté le',
  'observé le',
  'relevé le',
  "date d'observation",
  'date du constat',
  'date de situation',
  'situation au',
  'observed on',
  'as of',
  'التاريخ',
  'تاريخ المعاينة',
];

const names = [
  field(
    'lastName',
    ['nom', 'nom de famille', "nom d'usage", 'last name', 'surname', 'النسب'],
    true,
  ),
  field('firstName', ['prénom', 'prénom usuel', 'first name', 'given name', 'الاسم الشخصي'], true),
];

const phone = field('phone', [
  'téléphone',
  'tél',
  'tel',
  'portable',
  'phone',
  'telephone',
  'mobile',
  'الهاتف',
]);

const town = field('town', [
  'commune',
  'ville',
  'localité',
  'libellé commune',
  'town',
  'city',
  'الجماعة',
  'المدينة',
]);

const establishments: readonly ImportField[] = [
  field('code', code, true),
  field(
    'name',
    [
      "nom de l'établissement",
      'nom établissement',
      'établissement',
      'nom',
      'dénomination',
      'dénomination principale',
      'appellation officielle',
      'patronyme',
      'intitulé',
      'libellé',
      'name',
      'school',
      'school name',
      'establishment',
      'اسم المؤسسة',
      'المؤسسة',
      'الاسم',
    ],
    true,
  ),
  field('nameAr', ['nom en arabe', 'nom arabe', 'arabic name', 'name in Arabic', 'الاسم بالعربية']),
  field('type', [
    'type',
    "type d'établissement",
    'nature',
    'nature UAI',
    'catégorie',
    'cycle',
    'school type',
    'kind',
    'نوع المؤسسة',
    'النوع',
    'السلك',
  ]),
  town,
  field('department', [
    'département',
    'code département',
    'province',
    'n° département',
    'department',
    'الإقليم',
  ]),
  field('territory', [
    'académie',
    'AREF',
    'territoire',
    'région académique',
    'direction provinciale',
    'délégation',
    'circonscription',
    'district',
    'academy',
    'territory',
    'الأكاديمية',
    'المديرية',
  ]),
  field('accountingGroup', [
    'agence comptable',
    'groupement comptable',
    'groupement',
    'accounting group',
    'accounting office',
    'المجموعة المحاسبية',
  ]),
  field('attachedTo', [
    'établissement support',
    'établissement de rattachement',
    'UAI de rattachement',
    'UAI support',
    'établissement siège',
    'rattaché à',
    'attached to',
    'host school',
    'مؤسسة الإلحاق',
  ]),
  field('latitude', ['latitude', 'lat', 'خط العرض']),
  field('longitude', ['longitude', 'long', 'lon', 'lng', 'خط الطول']),
  field('coordinates', [
    'coordonnées',
    'coordonnées GPS',
    'coordonnées géographiques',
    'latitude, longitude',
    'GPS',
    'coordinates',
    'الإحداثيات',
  ]),
  field('pupils', [
    'effectif',
    'effectifs',
    "nombre d'élèves",
    'élèves',
    'nb élèves',
    'pupils',
    'students',
    'عدد التلاميذ',
  ]),
  field('legacySoftware', [
    'logiciel',
    'logiciel actuel',
    'ancien logiciel',
    'logiciel remplacé',
    'legacy software',
    'current software',
    'البرنامج الحالي',
  ]),
  field('siret', ['SIRET', 'n° SIRET', 'numéro SIRET']),
  field('channel', ['canal', 'voie', 'porteur', 'adhésion par', 'channel', 'القناة']),
  field('legalRepresentative', [
    'représentant légal',
    'qualité du représentant légal',
    'fonction du représentant légal',
    'legal representative',
    'الممثل القانوني',
  ]),
  field('agreementNumber', [
    'n° de convention',
    'numéro de convention',
    'convention',
    'agreement number',
    'رقم الاتفاقية',
  ]),
  field('linkedSystems', [
    'systèmes liés',
    'applications liées',
    'systèmes connectés',
    'linked systems',
    'الأنظمة المرتبطة',
  ]),
  field('attachedBodies', [
    'structures rattachées',
    'entités rattachées',
    'organismes rattachés',
    'attached bodies',
    'الهيئات الملحقة',
  ]),
  field('note', ['remarque', 'remarques', 'observation', 'observations', 'note', 'ملاحظات']),
];

const people: readonly ImportField[] = [
  ...names,
  field('email', email, true),
  field(
    'function',
    [
      'fonction',
      'fonctions',
      'rôle',
      'rôles',
      'qualité',
      'poste',
      'profil',
      'function',
      'role',
      'المهمة',
      'الوظيفة',
      'الصفة',
    ],
    true,
  ),
  field('schools', [
    ...code,
    'établissement',
    'établissements',
    'établissement(s)',
    'codes établissements',
    "UAI d'exercice",
    'UAI des établissements',
    'UAI établissement',
    'affectation',
    'schools',
    'school codes',
    'school',
    'المؤسسات',
    'المؤسسة',
  ]),
  phone,
];

const trainers: readonly ImportField[] = [
  ...names,
  field('email', email),
  phone,
  field('sphere', [
    'sphère',
    'domaine',
    'spécialité',
    'sphere',
    'domain',
    'speciality',
    'المجال',
    'التخصص',
  ]),
  town,
  field('tracks', [
    'parcours',
    'parcours enseignés',
    'parcours de formation',
    'modules',
    'tracks',
    'track',
    'المسارات',
    'المسار',
  ]),
  field('pair', [
    'binôme',
    'binôme avec',
    'en binôme avec',
    'co-formateur',
    'co-animateur',
    'pair',
    'paired with',
    'partner',
    'الثنائي',
    'المكوّن الشريك',
  ]),
  field('maxDaysPerWeek', [
    'jours par semaine',
    'jours/semaine',
    'nb jours par semaine',
    'nombre de jours par semaine',
    'jours max par semaine',
    'days per week',
    'days a week',
    'الأيام في الأسبوع',
    'عدد الأيام في الأسبوع',
  ]),
];

const observed: readonly ImportField[] = [
  field('code', code, true),
  field('observedOn', day),
  field('budgetLoaded', [
    'budget chargé',
    'budget intégré',
    'budget',
    'budget loaded',
    'تحميل الميزانية',
  ]),
  field('usersCreated', [
    'utilisateurs créés',
    'utilisateurs',
    'nombre d’utilisateurs',
    'nb utilisateurs',
    'comptes créés',
    'comptes',
    'users',
    'users created',
    'accounts',
    'عدد المستعملين',
    'الحسابات',
  ]),
  field('dataMigrated', [
    'données reprises',
    'reprise des données',
    'données migrées',
    'migration',
    'data migrated',
    'ترحيل المعطيات',
  ]),
  field('usage', ['usage', 'taux d’usage', 'connexions', 'utilisation', 'logins', 'الاستعمال']),
  field('recordsBefore', [
    'nombre avant',
    'avant reprise',
    'effectif avant',
    'enregistrements avant',
    'count before',
    'records before',
    'العدد قبل الترحيل',
  ]),
  field('recordsAfter', [
    'nombre après',
    'après reprise',
    'effectif après',
    'enregistrements après',
    'count after',
    'records after',
    'العدد بعد الترحيل',
  ]),
];

/** Requests for help, as iTop, GLPI, Jira and this product export them. */
const tickets: readonly ImportField[] = [
  field(
    'number',
    [
      'issue key',
      'clé de ticket',
      'numéro',
      'numéro de ticket',
      'n° de ticket',
      'ref',
      'réf',
      'référence',
      'ticket id',
      'number',
      'id',
      'رقم الطلب',
      'الرقم',
    ],
    true,
  ),
  field('title', ['titre', 'title', 'summary', 'résumé', 'objet', 'sujet', 'العنوان'], true),
  field('status', ['statut', 'status', 'état', 'الحالة']),
  field('createdOn', [
    'start date',
    'start_date',
    'date de début',
    "date d'ouverture",
    'created',
    'créé',
    'création',
    'date de création',
    'créée le',
    'opening date',
    'created on',
    'تاريخ الإنشاء',
  ]),
  field('closedOn', [
    'close date',
    'close_date',
    'date de clôture',
    'date de fermeture',
    'closing date',
    'closed on',
    'close le',
    'clôturé le',
    'closed',
    'resolved',
    'résolu',
    'resolution date',
    'date de résolution',
    'تاريخ الإغلاق',
  ]),
  field('updatedOn', [
    'updated',
    'mise à jour',
    'last update',
    'last_update',
    'dernière modification',
    'date de dernière modification',
    'last modification',
  ]),
  field('priority', ['priorité', 'priority', 'الأولوية']),
  field('requester', [
    'demandeur',
    'demandeur - demandeur',
    'requester',
    'requester - requester',
    'caller',
    'caller->full name',
    'appelant',
    'appelant->nom complet',
    'reporter',
    'rapporteur',
    'demandeur->nom complet',
    'requester->full name',
    'caller_id_friendlyname',
    'صاحب الطلب',
  ]),
  field('school', [
    'code établissement',
    'code UAI',
    'UAI',
    'organization->name',
    'organisation->nom',
    'client->nom',
    'customer->name',
    'org_id_friendlyname',
    'org_name',
    'organization->full name',
    'organisation->nom complet',
    'client->nom complet',
    'organization',
    'organisation',
    'client',
    'lieu',
    'location',
    'établissement',
    'school',
    'school code',
    'رمز المؤسسة',
    'المؤسسة',
  ]),
  field('entity', ['entité', 'entity', 'الكيان']),
  field('labels', ['labels', 'label', 'étiquettes', 'الوسوم']),
  field('description', ['description', 'descriptif', 'الوصف']),
  field('reference', ['référence Bascule', 'Bascule reference', 'مرجع Bascule']),
  field('tool', ['outil', 'tool', 'الأداة']),
];

const fields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  establishments,
  people,
  trainers,
  observed,
  tickets,
};

/** The fields of a kind, in the order in which people are asked for them. */
export function importFields(kind: ImportKind): readonly ImportField[] {
  return fields[kind];
}

/** Templates whose programmes speak of a field; those that are not here are everybody's. */
const spokenOf: Readonly<Record<string, readonly string[]>> = {
  accountingGroup: ['opale'],
  budgetLoaded: ['opale'],
  siret: ['opale', 'pegase', 'ent'],
  channel: ['pegase'],
  legalRepresentative: ['pegase'],
  agreementNumber: ['pegase'],
  linkedSystems: ['pegase'],
  attachedBodies: ['pegase'],
};

/**
 * Fields that a programme's tables are expected to have; what another's have is understood as well.
 * @param template what the programme was made from; null: not known
 */
export function expectedFields(kind: ImportKind, template: string | null): readonly ImportField[] {
  return importFields(kind).filter(
    ({ id }) => template === null || spokenOf[id]?.includes(template) !== false,
  );
}
