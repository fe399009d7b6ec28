import { inflateSync } from 'node:zlib';

/** One page of a PDF as a reader sees it. */
export interface PdfPage {
  /**
   * Its texts in the order in which they are drawn, each as the letters of its signs: an Arabic one
   * from the left, as it stands there, see {@link mirrored}.
   */
  readonly texts: readonly string[];
  /** Everything that is drawn, as the format's own commands. */
  readonly commands: string;
}

/** The pages of a PDF of this program's library: no other way of writing one is understood. */
export function pdfPages(bytes: Buffer): PdfPage[] {
  const objects = new Map<string, { head: string; stream: string }>();
  const file = bytes.toString('latin1');
  for (const [, id, content] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj/gs)) {
    const [head = '', rest] = content!.split(/stream\r?\n/, 2);
    const raw = rest === undefined ? null : content!.slice(content!.indexOf('stream\n') + 7);
    const stream = raw?.slice(0, raw.lastIndexOf('\nendstream')) ?? '';
    const isPacked = head.includes('/FlateDecode');
    const read = isPacked ? inflateSync(Buffer.from(stream, 'latin1')).toString('latin1') : stream;
    objects.set(id!, { head, stream: read });
  }
  const object = (id: string | undefined): { head: string; stream: string } =>
    objects.get(id ?? '') ?? { head: '', stream: '' };
  const follow = (head: string, name: string): string | undefined =>
    new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1];
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map(({ head }) => {
    const resources = object(follow(head, 'Resources')).head || head;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [
        name!,
        lettersOf(object(follow(object(id).head, 'ToUnicode')).stream),
      ]),
    );
    const commands = object(follow(head, 'Contents')).stream;
    return { texts: textsOf(commands, fonts), commands };
  });
}

/** An Arabic text as it is drawn from the left, without the marks of its letters. */
export function mirrored(text: string): string {
  return Array.from(text.replaceAll(/لا|لإ|لأ/g, (two) => two[1]! + two[0]!))
    .reverse()
    .join('');
}

function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, first, , list] of map.matchAll(/<(\w+)> <(\w+)> \[(.*?)\]/gs)) {
    [...list!.matchAll(/<([\w ]*)>/g)].forEach(([, codes], index) => {
      const utf16 = codes!.replaceAll(' ', '').match(/.{4}/g) ?? [];
      const text = utf16.map((code) => String.fromCharCode(Number.parseInt(code, 16))).join('');
      letters.set(Number.parseInt(first!, 16) + index, text);
    });
  }
  return letters;
}

function textsOf(commands: string, fonts: ReadonlyMap<string, Map<number, string>>): string[] {
  const texts: string[] = [];
  let letters = new Map<number, string>();
  for (const [, font, shown] of commands.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? letters;
    if (shown === undefined) continue;
    const signs = [...shown.matchAll(/<(\w*)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []);
    texts.push(signs.map((sign) => letters.get(Number.parseInt(sign, 16)) ?? '').join(''));
  }
  return texts;
}
