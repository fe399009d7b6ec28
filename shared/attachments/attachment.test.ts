import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticket } from '../assistance/ticket.entity.ts';
import { kitStep, kitStepId } from '../kit/kitStep.entity.ts';
import {
  attachment,
  attachmentId,
  attachmentReceipt,
  MAX_ATTACHMENT_BYTES,
} from './attachment.entity.ts';
import { cleanFileName, diskFileName, extensionOf, isFileName, MAX_FILE_NAME } from './fileName.ts';
import { mayOpen, mediaTypeOf } from './mediaTypes.ts';

const hash = 'a1'.repeat(32);

describe('an attachment', () => {
  it('may be added and removed by whoever may write the note of a step, or a request', () => {
    const { writers } = kitStep.fields.note;
    expect(new Set(attachment.creators)).toEqual(new Set([...writers, ...ticket.creators]));
  });

  it('has the same id wherever the same file is attached to the same step', () => {
    const step = kitStepId('etab-1', 'opale', 'a12');
    expect(attachmentId(step, hash)).toBe('etab-1:opale:a12:a1a1a1a1a1a1a1a1');
    expect(attachmentId(step, hash)).not.toBe(attachmentId(step, 'b'.repeat(64)));
    expect(() => attachmentId('../x', hash)).toThrow('Not a row');
  });

  it('is at most 25 MB, and not empty', () => {
    const { type } = attachment.fields.bytes;
    expect(type.safeParse(MAX_ATTACHMENT_BYTES).success).toBe(true);
    expect(type.safeParse(MAX_ATTACHMENT_BYTES + 1).success).toBe(false);
    expect(type.safeParse(0).success).toBe(false);
  });

  it('takes a hash in one form only', () => {
    const { type } = attachment.fields.hash;
    expect(type.safeParse(hash).success).toBe(true);
    expect(type.safeParse(hash.toUpperCase()).success).toBe(false);
    expect(type.safeParse(`${hash}0`).success).toBe(false);
    expect(type.safeParse('../../etc/passwd').success).toBe(false);
  });

  it('lets no device say that the server has it', () => {
    const roles = [
      attachmentReceipt.creators,
      ...Object.values(attachmentReceipt.fields).map((f) => f.writers),
    ];
    expect(roles.flat()).toEqual([]);
  });
});

describe('names of files', () => {
  it.each(['Délibération n° 4 (signée).pdf', 'محضر الاجتماع.pdf', '\u200Fتقرير\u200F.odt', 'a'])(
    'keeps %s as it is',
    (name) => {
      expect(isFileName(name)).toBe(true);
      expect(cleanFileName(name)).toBe(name.normalize('NFC'));
    },
  );

  it.each(['', ' ', '.', '..', 'a/b', 'a\\b', 'a\nb', 'a\0b', 'facture\u202Efdp.exe', '\uD800'])(
    'refuses %j',
    (name) => {
      expect(isFileName(name)).toBe(false);
      expect(isFileName(cleanFileName(name))).toBe(true);
    },
  );

  it('makes one name of the two ways to write an accent', () => {
    expect(cleanFileName('e\u0301te\u0301.txt')).toBe('été.txt');
  });

  it('shortens before the extension', () => {
    const name = cleanFileName(`${'é'.repeat(400)}.pdf`);
    expect(name).toHaveLength(MAX_FILE_NAME);
    expect(extensionOf(name)).toBe('pdf');
  });

  it('makes a name of anything, and one that every disk takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(isFileName(cleanFileName(text))).toBe(true);
        const disk = diskFileName(text);
        expect(disk).toMatch(/^[^<>:"|?*/\\]+$/);
        expect(disk).not.toMatch(/[. ]$/);
      }),
    );
  });
});

describe('what is opened', () => {
  it.each(['a.pdf', 'A.PDF', 'photo.JPEG', 'tableau.ods', 'note.txt'])('opens %s', (name) => {
    expect(mayOpen(name)).toBe(true);
  });

  it.each([
    'a.exe',
    'a.pdf.exe',
    'a.pdf.exe. ',
    'a.sh',
    'a.html',
    'a.svg',
    'a.docm',
    'a.desktop',
    'a.lnk',
    'pdf',
    '.pdf',
    'a.constructor',
    'a.zip',
  ])('only shows %s in its folder', (name) => {
    expect(mayOpen(name)).toBe(false);
  });

  it('goes by the name that is written to disk', () => {
    expect(mayOpen('a.exe:.pdf')).toBe(true);
    expect(diskFileName('a.exe:.pdf')).toBe('a.exe_.pdf');
    expect(mediaTypeOf('a.pdf')).toBe('application/pdf');
    expect(mediaTypeOf('a.xyz')).toBe('application/octet-stream');
  });
});
