import { expect, it } from 'vitest';
import { languages } from '../kernel/language.ts';
import { createMessages } from '../messages/messages.ts';
import { proposeMapping, unreadHeadings } from './mapping.ts';

const OWN = [
  'reference',
  'number',
  'tool',
  'title',
  'schoolCode',
  'school',
  'kind',
  'priority',
  'status',
  'level',
  'createdOn',
  'ageDays',
  'closedOn',
  'requester',
  'description',
];
const unread = (headings: readonly string[]) =>
  unreadHeadings('tickets', headings, proposeMapping('tickets', headings));

it.each(languages)('our own table of requests is read as a whole, in %s', (language) => {
  const { t } = createMessages(language);
  const headings = OWN.map((column) => t(`tickets:column.${column}`));
  expect(unread(headings)).toEqual([]);
  expect(proposeMapping('tickets', headings)[OWN.indexOf('schoolCode')]).toBe('school');
});

it('what is not read is told once, however often its heading stands', () => {
  const jira = ['Issue key', 'Summary', 'Labels', 'Labels', 'Comment', 'Comment', 'Sprint'];
  expect(unread(jira)).toEqual(['Comment', 'Sprint']);
});

it('the name of a school is told as unread where its code is not read', () => {
  const headings = ['Numéro', 'Titre', 'Code établissement', 'Établissement'];
  expect(unreadHeadings('tickets', headings, ['number', 'title', null, null])).toEqual([
    'Code établissement',
    'Établissement',
  ]);
  expect(unread(headings)).toEqual([]);
});
