import { isLocalDate, type LocalDate } from '../kernel/dates.ts';
import { plainText } from '../kernel/plainText.ts';
import { dayOfCell } from './cells.ts';

/* How iTop, GLPI and Jira say things in what they export. */

/** What a tool's status says of a request. */
export type OutsideStatus = 'open' | 'waiting' | 'closed';

const words: Readonly<Record<OutsideStatus, string>> = {
  closed: `closed, close, clos, cloture, cloturee, clôturé, fermé, fermée, resolved, résolu, résolue,
    done, terminé, terminée, terminé(e), fini, rejected, rejeté, rejetée, cancelled, canceled, annulé,
    annulée, won't do, solved, مغلق, مغلقة, محلول`,
  waiting: `pending, en attente, waiting, waiting for customer, waiting for reporter,
    en attente du client, en attente du demandeur, en attente de réponse, on hold, attente demandeur,
    attente utilisateur, suspendu, suspendue, waiting for a reply, في الانتظار, في انتظار جواب`,
  open: `new, nouveau, nouvelle, assigned, assigné, assignée, affecté, affectée, attribué, attribuée,
    en cours, en cours (attribué), en cours (planifié), processing (assigned), processing (planned),
    in progress, open, ouvert, ouverte, to do, à faire, reopened, rouvert, rouverte, escalated tto,
    escalated ttr, escalated_tto, escalated_ttr, escalated, escaladé, escaladée, dispatched,
    redispatched, waiting for support, en attente du support, qualified, qualifié, approved,
    waiting for approval, waiting_for_approval, in review, backlog, draft, مفتوح, جديد, قيد المعالجة`,
};
const statuses = new Map(
  (Object.entries(words) as [OutsideStatus, string][]).flatMap(([status, all]) =>
    all.split(',').map((word) => [plainText(word), status] as const),
  ),
);

/** What a status of a tool says, in French, English or Arabic; null: nobody knows it. */
export function outsideStatus(text: string): OutsideStatus | null {
  return statuses.get(plainText(text)) ?? null;
}

const months = [
  ['jan', 'janv', 'january', 'janvier'],
  ['feb', 'fev', 'fevr', 'february', 'fevrier'],
  ['mar', 'mars', 'march'],
  ['apr', 'avr', 'april', 'avril'],
  ['may', 'mai'],
  ['jun', 'juin', 'june'],
  ['jul', 'juil', 'july', 'juillet'],
  ['aug', 'aout', 'august'],
  ['sep', 'sept', 'september', 'septembre'],
  ['oct', 'october', 'octobre'],
  ['nov', 'november', 'novembre'],
  ['dec', 'december', 'decembre'],
];

/** The day of a date as tools write it: those of spreadsheets, and Jira's `22/Jan/24 9:15 AM`. */
export function outsideDay(text: string): LocalDate | null {
  const named = /^(\d{1,2})[/ .-]([\p{L}]{3,9})\.?[/ .-](\d{2}|\d{4})(?:,?\s.*)?$/u.exec(
    text.trim(),
  );
  if (named === null) return dayOfCell(text.trim().replace(/\s+à\s+/, ' '));
  const [, day = '', name = '', year = ''] = named;
  const month = months.findIndex((all) => all.includes(plainText(name)));
  if (month === -1) return null;
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? date : null;
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
      .replaceAll(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi, '\n')
      .replaceAll(/<\/?[a-z][^>]*>/gi, ''),
  )
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * How much two titles say the same, from 0 to 1: the share of words that they have in common.
 * References in brackets and signs do not count.
 */
export function likeness(a: string, b: string): number {
  const wordsOf = (text: string): Set<string> =>
    new Set(
      plainText(text.replaceAll(/\[[^\]]*\]/g, ''))
        .split(' ')
        .filter((word) => word.length > 2),
    );
  const left = wordsOf(a);
  const right = wordsOf(b);
  if (left.size === 0 || right.size === 0) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / Math.max(left.size, right.size);
}
