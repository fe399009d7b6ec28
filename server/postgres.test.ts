import { describe } from 'vitest';
import { freshDatabase } from '../test/support/freshDatabase.ts';
import { usePostgres } from './testing/server.ts';

// What these files say of a server must hold whichever engine it stores on.
usePostgres(freshDatabase);

describe('on PostgreSQL: accounts', async () => {
  await import('./accounts/accounts.test.ts');
});
describe('on PostgreSQL: seed', async () => {
  await import('./demo/seed.test.ts');
});
describe('on PostgreSQL: access', async () => {
  await import('./sync/access.test.ts');
});
describe('on PostgreSQL: events', async () => {
  await import('./sync/events.test.ts');
});
describe('on PostgreSQL: pull', async () => {
  await import('./sync/pull.test.ts');
});
describe('on PostgreSQL: history', async () => {
  await import('./sync/history.test.ts');
});
describe('on PostgreSQL: push', async () => {
  await import('./sync/push.test.ts');
});
describe('on PostgreSQL: new places', async () => {
  await import('./sync/places.test.ts');
});
describe('on PostgreSQL: groups of pushes', async () => {
  await import('./sync/groups.test.ts');
});
describe('on PostgreSQL: contents of files', async () => {
  await import('./attachments/routes.test.ts');
  await import('./attachments/tidy.test.ts');
});
