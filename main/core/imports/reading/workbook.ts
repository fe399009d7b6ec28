import { posix } from 'node:path';
import { isDateFormat } from './serialDay.ts';
import { MAX_CELL_LENGTH, Unreadable } from './table.ts';
import { readXml } from './xmlPart.ts';
import type { Zip } from './zip.ts';

/** Texts that a workbook may share between its cells. */
const MAX_SHARED = 2_000_000;

/** What all sheets of a workbook have in common. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly shared: readonly string[];
  /** Whether a cell's style shows its number as a day, by the style's number. */
  readonly days: readonly boolean[];
  /** Whether days are counted from 1904. */
  readonly from1904: boolean;
}

/** @throws Unreadable TableNotOne when it is another kind of archive */
export async function readWorkbook(zip: Zip, file: string): Promise<Workbook> {
  const links = await relations(zip, '_rels/.rels', '', file);
  const main = [...links.values()].find(({ kind }) => kind === 'officeDocument')?.target;
  if (main === undefined) throw new Unreadable({ type: 'TableNotOne', file });
  const folder = posix.dirname(main);
  const named: { name: string; link: string; shown: boolean }[] = [];
  let from1904 = false;
  await readXml(zip, main, file, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isOn(attributes['date1904']);
      if (name !== 'sheet') return;
      const link = attributes['r:id'] ?? attributes['id'] ?? '';
      const shown = (attributes['state'] ?? 'visible') === 'visible';
      named.push({ name: (attributes['name'] ?? '').slice(0, 100), link, shown });
    },
  });
  const own = posix.join(folder, '_rels', `${posix.basename(main)}.rels`);
  const parts = await relations(zip, own, folder, file);
  const partOf = (kind: string): string | undefined =>
    [...parts.values()].find((part) => part.kind === kind)?.target;
  const sheets = named
    .filter(({ shown }) => shown)
    .flatMap(({ name, link }) => {
      const part = parts.get(link);
      return part?.kind === 'worksheet' ? [{ name, part: part.target }] : [];
    });
  if (sheets.length === 0) throw new Unreadable({ type: 'TableNotOne', file });
  return {
    sheets,
    shared: await sharedTexts(zip, partOf('sharedStrings'), file),
    days: await dayStyles(zip, partOf('styles'), file),
    from1904,
  };
}

async function relations(
  zip: Zip,
  part: string,
  folder: string,
  file: string,
): Promise<Map<string, { kind: string; target: string }>> {
  const links = new Map<string, { kind: string; target: string }>();
  await readXml(zip, part, file, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const target = attributes['Target'] ?? '';
      const kind = (attributes['Type'] ?? '').split('/').at(-1)!;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      links.set(attributes['Id'] ?? '', { kind, target: path });
    },
  });
  return links;
}

async function sharedTexts(zip: Zip, part: string | undefined, file: string): Promise<string[]> {
  const texts: string[] = [];
  if (part === undefined) return texts;
  let current: string | null = null;
  let inText = false;
  let phonetic = 0;
  await readXml(zip, part, file, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') inText = phonetic === 0;
    },
    text(text) {
      if (inText && current !== null && current.length < MAX_CELL_LENGTH) current += text;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') {
        if (texts.length >= MAX_SHARED) throw new Unreadable({ type: 'TableBomb', file });
        texts.push(current ?? '');
        current = null;
      }
    },
  });
  return texts;
}

async function dayStyles(zip: Zip, part: string | undefined, file: string): Promise<boolean[]> {
  const own = new Map<number, string>();
  const days: boolean[] = [];
  if (part === undefined) return days;
  let inCells = false;
  await readXml(zip, part, file, {
    open(name, attributes) {
      if (name === 'numFmt') {
        own.set(Number(attributes['numFmtId']), (attributes['formatCode'] ?? '').slice(0, 200));
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const format = Number(attributes['numFmtId'] ?? '0');
        days.push(isDateFormat(format, own.get(format)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return days;
}

function isOn(flag: string | undefined): boolean {
  return flag === '1' || flag === 'true';
}
