import fc from 'fast-check';
import { expect, describe, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { runSeed, seededRandom } from '../../../../test/support/random.ts';
import { csvText } from '../../../../shared/kernel/csv.ts';
import { readTable } from './readTable.ts';
import { serialDay } from './serialDay.ts';
import { MAX_TABLE_ROWS, type TableFile } from './table.ts';
import { textRow, workbookBytes, workbookParts, zipped } from './testing.ts';

const seed = runSeed('reading');
const LINES = 'Code UAI;Nom\r\n0801234G;Collège de l’Été\r\n';

async function read(bytes: Buffer | string, name = 'liste.csv'): Promise<TableFile> {
  const table = await readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  if (!table.ok) throw new Error(JSON.stringify(table.error));
  return table.value;
}

async function failure(bytes: Buffer, name: string): Promise<string> {
  const table = await readTable(bytes, name);
  return table.ok ? 'read' : table.error.type;
}

/** As Excel on a Mac keeps a text as CSV. */
const MAC: Readonly<Record<string, number>> = { è: 0x8f, é: 0x8e, É: 0x83, '’': 0xd5 };
function macRoman(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => MAC[letter] ?? letter.charCodeAt(0)));
}

const cellsOf = (table: TableFile): (readonly string[])[] =>
  table.sheets[0]!.rows.map(({ cells }) => cells);

describe('a text with separators', () => {
  const rows = [
    ['Code UAI', 'Nom'],
    ['0801234G', 'Collège de l’Été'],
  ];

  it.each([
    ['UTF-8', Buffer.from(LINES), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${LINES}`), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${LINES}`, 'utf16le'), 'utf-16'],
    ['UTF-16 without', Buffer.from(LINES, 'utf16le'), 'utf-16'],
    ['what a Mac writes', macRoman(LINES), 'macintosh'],
    ['Windows-1252', Buffer.from(LINES.replaceAll('’', '\u0092'), 'latin1'), 'windows-1252'],
  ])('is read in %s, which is said', async (_, bytes, encoding) => {
    const table = await read(bytes);
    expect(cellsOf(table)).toEqual(rows);
    expect(table.text).toEqual({ encoding, separator: ';' });
  });

  it.each(['Mayotte', 'École Élémentaire', 'LYCÉE FÉNELON', 'Hôtel d’À-côté', 'ça et là'])(
    'is not taken for one of a Mac where Windows wrote it: %s',
    async (name) => {
      const bytes = Buffer.from(`code;nom\n1;${name.replaceAll('’', '\u0092')}\n`, 'latin1');
      expect(cellsOf(await read(bytes))[1]).toEqual(['1', name]);
    },
  );

  it.each([';', ',', '\t'] as const)('may be separated by %j', async (separator) => {
    const table = await read(LINES.replaceAll(';', separator));
    expect(cellsOf(table)).toEqual(rows);
    expect(table.text!.separator).toBe(separator);
  });

  it('is not mistaken where quoted texts hold other separators', async () => {
    const table = await read('code;nom\n1;"a, b, c, d"\n2;"e, f, g, h"\n');
    expect(table.text!.separator).toBe(';');
    expect(cellsOf(table)[1]).toEqual(['1', 'a, b, c, d']);
  });

  it('numbers its rows as a spreadsheet does', async () => {
    const { sheets } = await read('code;nom\n\n1;"deux\nlignes"\n2;x\n');
    expect(sheets[0]!.rows.map(({ number }) => number)).toEqual([1, 3, 4]);
  });

  it('that this product wrote is read as it was, whatever it holds', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) =>
      text
        // oxlint-disable-next-line no-control-regex
        .replaceAll(/[\u0000-\u001f\ufeff\ud800-\udfff]/gu, ' ')
        .replace(/^[\s']+/u, '')
        .trim(),
    );
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(table, async (lines) => {
        const kept = [['code', 'nom', 'ville'], ...lines];
        const back = await read(Buffer.from(csvText(kept)));
        expect(cellsOf(back)).toEqual(kept.filter((line) => line.some((text) => text !== '')));
      }),
      { seed, numRuns: 200 },
    );
  });

  it('is refused when it is something else', async () => {
    expect(await failure(Buffer.from('<html><table></table></html>'), 'x.csv')).toBe('TableNotOne');
    expect(await failure(Buffer.from([0x89, 0x50, 0, 1, 2, 3]), 'x.csv')).toBe('TableNotOne');
    expect(await failure(Buffer.alloc(0), 'x.csv')).toBe('FileEmpty');
    expect(await failure(Buffer.from('\n\n;;\n'), 'x.csv')).toBe('FileEmpty');
    expect(await failure(Buffer.from('code;nom\n1;"never closed'), 'x.csv')).toBe('TableDamaged');
    expect(await failure(Buffer.from(LINES), 'x.xlsx')).toBe('TableMislabelled');
    expect(await failure(workbookBytes(textRow(1, ['a'])), 'x.csv')).toBe('TableMislabelled');
    expect(await failure(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'x.xls')).toBe('TableOld');
  });

  it('of 100,000 rows is refused with the limit, not half read', async () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `${at};Établissement ${at}`);
    const table = await readTable(Buffer.from(`code;nom\n${lines.join('\n')}\n`), 'x.csv');
    expect(table).toEqual({
      ok: false,
      error: { type: 'TableTooLong', file: 'x.csv', limit: MAX_TABLE_ROWS },
    });
  });
});

describe('a workbook', () => {
  it('is read as a spreadsheet program shows it', async () => {
    const when = new Date('2024-01-22T00:00:00Z');
    const bytes = await writeExcelFile([
      {
        sheet: 'Écoles',
        data: [
          [{ value: 'Code' }, { value: 'Effectif' }, { value: 'Le' }],
          [
            { value: '0801234G' },
            { value: 512, type: Number },
            { value: when, type: Date, format: 'dd/mm/yyyy' },
          ],
        ],
      },
      { sheet: 'Personnes', data: [[{ value: 'Nom' }], [{ value: 'Le Goff' }]] },
    ]).toBuffer();
    const { sheets } = await read(bytes, 'liste.xlsx');
    expect(sheets.map(({ name }) => name)).toEqual(['Écoles', 'Personnes']);
    expect(sheets[0]!.rows.map(({ cells }) => cells)).toEqual([
      ['Code', 'Effectif', 'Le'],
      ['0801234G', '512', '2024-01-22'],
    ]);
  });

  it('gives merged cells, formulas without result and errors their place', async () => {
    const bytes = workbookBytes(
      `${textRow(1, ['Code', 'Nom', 'Ville'])}${textRow(2, ['1', 'a', 'Amiens'])}` +
        `<row r="3"><c r="A3"><f>A2+1</f><v>2</v></c><c r="B3"><f>NOM()</f></c><c r="C3"/></row>` +
        `<row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`,
      '<mergeCells><mergeCell ref="C2:C3"/></mergeCells>',
    );
    const table = await read(bytes, 'x.xlsx');
    const [, second, third, fourth] = table.sheets[0]!.rows;
    expect(second!.flaws).toBeUndefined();
    expect(third!.cells[0]).toBe('2');
    expect(table.formulas).toBe(1);
    expect([...third!.flaws!]).toEqual([
      [1, { type: 'formula', place: 'B3' }],
      [2, { type: 'merged', place: 'C2:C3' }],
    ]);
    expect([...fourth!.flaws!]).toEqual([
      [0, { type: 'cellError', place: 'A4', value: '#DIV/0!' }],
    ]);
  });

  it('counts days as Excel does', () => {
    expect(serialDay(45_313, false)).toBe('2024-01-22');
    expect(serialDay(59, false)).toBe('1900-02-28');
    expect(serialDay(60, false)).toBeNull();
    expect(serialDay(61, false)).toBe('1900-03-01');
    expect(serialDay(43_851, true)).toBe('2024-01-22');
    expect(serialDay(-1, false)).toBeNull();
  });

  it('that grows without measure is refused, whatever it says of its size', async () => {
    const parts = workbookParts(textRow(1, ['a']));
    const sheet = 'xl/worksheets/sheet1.xml';
    const bomb = zipped({ ...parts, [sheet]: parts[sheet]! + ' '.repeat(30_000_000) });
    expect(await failure(bomb, 'x.xlsx')).toBe('TableBomb');
    // The same with sizes that lie: in the local header and in the directory.
    const lying = Buffer.from(bomb);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(parts[sheet]!.length + 30_000_000);
    for (let at = lying.indexOf(size); at !== -1; at = lying.indexOf(size, at)) {
      lying.writeUInt32LE(1_000, at);
    }
    expect(['TableBomb', 'TableDamaged']).toContain(await failure(lying, 'x.xlsx'));
  });

  it('expands no entities, and reads nothing from outside', async () => {
    const parts = workbookParts(textRow(1, ['a']));
    const sheet = 'xl/worksheets/sheet1.xml';
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${parts[sheet]!.replace('>a<', '>&b;<')}`;
    expect(await failure(zipped({ ...parts, [sheet]: bomb }), 'x.xlsx')).toBe('TableDamaged');
    expect(await failure(zipped({ 'word/document.xml': '<w/>' }), 'x.xlsx')).toBe('TableNotOne');
  });

  it('of 100,000 rows is refused with the limit while it is read, and holds nothing up', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `<row><c><v>${at}</v></c></row>`);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    expect(await failure(workbookBytes(rows.join('')), 'x.xlsx')).toBe('TableTooLong');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});

describe('300 damaged files', () => {
  it('are each read or refused with a reason, never a fault', async () => {
    const random = seededRandom(seed);
    const whole = [
      { name: 'x.csv', bytes: Buffer.from(LINES.repeat(20)) },
      { name: 'x.csv', bytes: Buffer.from(LINES.repeat(20), 'utf16le') },
      {
        name: 'x.xlsx',
        bytes: workbookBytes(
          Array.from({ length: 20 }, (_, at) => textRow(at + 1, ['a', 'b'])).join(''),
          '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>',
        ),
      },
    ];
    const met = new Set<string>();
    for (let count = 0; count < 300; count += 1) {
      const { name, bytes } = whole[count % whole.length]!;
      met.add(await failure(damaged(bytes, random), name));
    }
    expect(met.size).toBeGreaterThan(1);
    for (const type of met) expect(type).toMatch(/^(read|Table\w+|FileEmpty)$/);
  });
});

function damaged(bytes: Buffer, random: () => number): Buffer {
  const at = (): number => Math.floor(random() * bytes.length);
  const copy = Buffer.from(bytes);
  switch (Math.floor(random() * 4)) {
    case 0:
      return copy.subarray(0, at());
    case 1:
      for (let count = 0; count < 8; count += 1) copy[at()] = Math.floor(random() * 256);
      return copy;
    case 2: {
      const from = at();
      return Buffer.concat([copy.subarray(0, from), copy.subarray(from + 1 + (at() % 50))]);
    }
    default:
      return Buffer.concat([copy.subarray(0, at()), copy.subarray(at())]);
  }
}
