import { plainText } from '../kernel/plainText.ts';

/* How iTop, GLPI and Jira say things in what they export. */

/** What a tool's status says of a request. */
export type OutsideStatus = 'open' | 'waiting' | 'closed';

const words: Readonly<Record<OutsideStatus, string>> = {
  closed: `closed, close, clos, cloture, cloturee, clôturé, fermé, fermée, resolved, résolu, résolue,
    done, complete, completed, terminé, terminée, fini, finie, traité, traitée, rejected, rejeté,
    rejetée, refusé, refusée, declined, décliné, déclinée, cancelled, canceled, annulé, annulée,
    abandonné, abandonnée, abandoned, sans suite, classé sans suite, won't do, won't fix, ne sera pas
    fait, duplicate, doublon, solved, مغلق, مغلقة, محلول, محلولة, ملغى, ملغاة, مرفوض, مرفوضة, منتهي`,
  waiting: `pending, en attente, waiting, waiting for customer, waiting for reporter,
    en attente du client, en attente du demandeur, en attente de réponse, on hold, attente demandeur,
    attente utilisateur, suspendu, suspendue, waiting for a reply, في الانتظار, قيد الانتظار,
    في انتظار جواب`,
  open: `new, nouveau, nouvelle, assigned, assigné, assignée, affecté, affectée, attribué, attribuée,
    en cours, en cours (attribué), en cours (planifié), en cours de traitement, processing (assigned),
    processing (planned), processing, in progress, open, ouvert, ouverte, to do, à faire, reopened,
    rouvert, rouverte, réouvert, réouverte, escalated tto, escalated ttr, escalade tto, escalade ttr,
    escalated, escaladé, escaladée, dispatched, redispatched, waiting for support,
    en attente du support, en attente de support, qualified, qualifié, qualifiée, approved, approuvé,
    approuvée, waiting for approval, en attente d'approbation, in review, en revue, backlog, draft,
    selected for development, مفتوح, مفتوحة, جديد, جديدة, قيد المعالجة, معاد فتحه`,
};
const statuses = new Map(
  (Object.entries(words) as [OutsideStatus, string][]).flatMap(([status, all]) =>
    all.split(',').map((word) => [plainText(word), status] as const),
  ),
);

/** What a status of a tool says, in French, English or Arabic; null: nobody knows it. */
export function outsideStatus(text: string): OutsideStatus | null {
  // Jira's French says both: `Terminé(e)`.
  return statuses.get(plainText(text.replaceAll(/\((?:e|s|es)\)/g, ''))) ?? null;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  ucirc: 'û',
  ugrave: 'ù',
  icirc: 'î',
  iuml: 'ï',
  euml: 'ë',
  Eacute: 'É',
  Agrave: 'À',
  rsquo: '’',
  lsquo: '‘',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  euro: '€',
  oelig: 'œ',
};

function decoded(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[A-Za-z]{2,8});/gi, (all, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? all;
    const hex = name[1] === 'x' || name[1] === 'X';
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    const isText = code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isText ? String.fromCodePoint(code) : ' ';
  });
}

/** A description without the marks of the page that it was written in: GLPI's and iTop's are HTML. */
export function outsideText(text: string): string {
  if (!/[<&]/.test(text)) return text.trim();
  // GLPI writes the marks themselves as entities.
  const marked = decoded(text);
  const isPage = /<\/?(?:p|br|div|span|li|ul|ol|b|i|strong|em|a|table|tr|td|h\d|img)\b[^>]*>/i.test(
    marked,
  );
  if (!isPage) return marked.trim();
  return decoded(
    marked
      // What no page shows: programs, the look of it, what was commented out.
      .replaceAll(/<(script|style|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
      .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
      .replaceAll(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi, '\n')
      .replaceAll(/<\/?[a-z][^>]*>/gi, ''),
  )
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Words of a title by which it is compared: references in brackets and signs do not count. */
export function titleWords(title: string): ReadonlySet<string> {
  return new Set(
    plainText(title.replaceAll(/\[[^\]]*\]/g, ''))
      .split(' ')
      .filter((word) => word.length > 2),
  );
}

/** How much two titles say the same, from 0 to 1: the share of words that they have in common. */
export function likeness(a: string, b: string): number {
  const left = titleWords(a);
  const right = titleWords(b);
  if (left.size === 0 || right.size === 0) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / Math.max(left.size, right.size);
}
