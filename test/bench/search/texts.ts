import { seededRandom } from '../../support/random.ts';

/** A made-up article. */
export interface MadeArticle {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly language: 'fr' | 'ar';
}

const FRENCH =
  `de la le et les des en un une du au pour dans sur par budget budgets régisseur régisseurs régie
  l’élève élèves établissement établissements comptable comptables ordonnateur mandatement mandat
  recette recettes dépense dépenses bascule habilitation habilitations profil profils compte comptes
  trésor bordereau bordereaux virement virements fournisseur fournisseurs engagement facture factures
  paiement paiements encaissement chèque caisse exercice clôture balance inventaire immobilisation
  amortissement subvention bourse bourses restauration internat cantine gestionnaire agence académie
  formation formateur tutorat séance journal anomalie assistance demande réponse fiche procédure
  connexion navigateur certificat signature délégation arrêté convention marché achat commande
  livraison stock tarif créance créances reliquat prélèvement rejet rejets relance huissier
  décision conseil administration vote répertoire pièce pièces justificative numérisation archive`.split(
    /\s+/u,
  );
const ARABIC =
  `في من على إلى الميزانية ميزانية المؤسسة مؤسسة مؤسسات التلاميذ تلميذ التلميذ المدير مدير الحارس
  العام النقط نقطة المراقبة المستمرة الامتحان امتحان النقل الشهادة شهادة المدرسة مدرسة المدارس
  الأستاذ أستاذ الأساتذة القسم أقسام التسجيل تسجيل الدخول المدرسي الغياب غياب المنظومة منظومة مسار
  الحساب حساب كلمة السر الجهة الأكاديمية النيابة التكوين تكوين الدعم دعم المشكل مشكل الحل جدول
  المعطيات معطيات الاستمارة البطاقة بطاقة اللائحة لوائح التوجيه المستوى الدورة دورة الأولى الثانية`.split(
    /\s+/u,
  );
const SYLLABLES = 'ba ce di fo gu la mé no pi ra so tu vé xi zo cri ple tran ven mon'.split(' ');
const ARABIC_SYLLABLES = 'با تو جي حا خو دي را زو سي شا صو ضي طا عو في قا كو لي ما نو'.split(' ');
const SHARE_OF_FRENCH = 0.6;
const SHARE_OF_RARE = 0.12;
const TITLE_WORDS = 6;
const SHORTEST = 30;
const SPREAD = 90;
/** Common words come first: the higher, the steeper. */
const STEEPNESS = 2.2;

/** Articles of about 75 words, of words that are met as often as those of real texts. */
export function* articleRows(count: number, seed: number): Generator<MadeArticle, void, undefined> {
  const random = seededRandom(seed);
  const rare = (syllables: readonly string[]): string =>
    Array.from({ length: 3 }, () => syllables[Math.floor(random() * syllables.length)]!).join('');
  const word = (isFrench: boolean): string => {
    if (random() < SHARE_OF_RARE) return rare(isFrench ? SYLLABLES : ARABIC_SYLLABLES);
    const words = isFrench ? FRENCH : ARABIC;
    return words[Math.floor(random() ** STEEPNESS * words.length)]!;
  };
  for (let index = 0; index < count; index += 1) {
    const isFrench = random() < SHARE_OF_FRENCH;
    const words = (length: number): string =>
      Array.from({ length }, () => word(isFrench)).join(' ');
    yield {
      id: `article-${index}`,
      title: words(TITLE_WORDS),
      body: words(SHORTEST + Math.floor(random() * SPREAD)),
      language: isFrench ? 'fr' : 'ar',
    };
  }
}

/** What somebody types, of words that are there, have other forms, or have a mistake. */
export function questions(seed: number): string[] {
  const random = seededRandom(seed + 1);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)]!;
  return [
    'regisseurs',
    'budgets refuses',
    'l’eleve boursier',
    'habilitation ordonnateur',
    'regiseur',
    'facture fournisseur rejet',
    'les comptes de la régie',
    'ميزانية',
    'الميزانية',
    'المؤسسات',
    'تسجيل التلاميذ',
    'zzzzqx',
    ...Array.from({ length: 6 }, () => `${pick(FRENCH)} ${pick(FRENCH)}`),
    ...Array.from({ length: 6 }, () => `${pick(ARABIC)} ${pick(ARABIC)}`),
  ];
}
