import { expect, it } from 'vitest';
import type { Role } from '../access/roles.ts';
import { ticketVisible, type SeenTicket } from './ticketVisible.ts';

const ticket: SeenTicket = {
  draft: false,
  establishment: 'e1',
  requester: 'author',
  shared: false,
  participants: [],
};
const sees = (change: Partial<SeenTicket>, person: string, ...roles: Role[]): boolean =>
  ticketVisible({ ...ticket, ...change }, person, new Set(roles));

it('shows a draft to its author alone', () => {
  expect(sees({ draft: true }, 'author', 'bursar')).toBe(true);
  expect(sees({ draft: true, shared: true, participants: ['x'] }, 'x', 'bursar')).toBe(false);
  expect(sees({ draft: true }, 'x', 'pilot')).toBe(false);
});

it('shows colleagues what is shared and has a school, or what they take part in', () => {
  expect(sees({}, 'x', 'bursar')).toBe(false);
  expect(sees({ shared: true }, 'x', 'bursar')).toBe(true);
  expect(sees({ shared: true, establishment: null }, 'x', 'bursar')).toBe(false);
  expect(sees({ participants: ['x'] }, 'x', 'bursar')).toBe(true);
  expect(sees({ shared: true }, 'x')).toBe(false);
});

it('shows those who help what was asked', () => {
  for (const role of ['pilot', 'support', 'tutor', 'technician'] as const) {
    expect(sees({}, 'x', role)).toBe(true);
  }
  expect(sees({ establishment: null }, 'x', 'support')).toBe(true);
});
