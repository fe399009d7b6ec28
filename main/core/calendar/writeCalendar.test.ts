import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarFile } from './calendarFile.ts';
import { writeCalendar } from './writeCalendar.ts';

const text = (name: string): string =>
  calendarFile([], { name, language: 'ar', timeZone: 'Africa/Casablanca', now: 0 });

describe('writeCalendar', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bascule-calendar-'));
    file = join(folder, 'tutorat.ics');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes a whole file in UTF-8 and leaves nothing beside it', () => {
    expect(writeCalendar(file, text('حصص المواكبة'))).toEqual({ ok: true, value: null });
    expect(readFileSync(file, 'utf8')).toBe(text('حصص المواكبة'));
    expect(readdirSync(folder)).toEqual(['tutorat.ics']);
  });

  it('replaces an older calendar of this program', () => {
    writeCalendar(file, text('a'));
    expect(writeCalendar(file, text('b')).ok).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(text('b'));
  });

  it('replaces something else only when somebody has said so', () => {
    const other = 'BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n';
    writeFileSync(file, other);
    expect(writeCalendar(file, text('a'))).toMatchObject({
      ok: false,
      error: { type: 'FileExists', file },
    });
    expect(readFileSync(file, 'utf8')).toBe(other);
    expect(writeCalendar(file, text('a'), true).ok).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(text('a'));
  });

  it('says that a folder is not there', () => {
    expect(writeCalendar(join(folder, 'none', 'a.ics'), text('a'))).toMatchObject({
      ok: false,
      error: { type: 'FileUnusable', code: 'ENOENT' },
    });
  });
});
