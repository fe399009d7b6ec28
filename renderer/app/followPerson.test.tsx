import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { renderApp } from '../testing/renderApp.tsx';

function deviceOf(languageOpen: boolean) {
  const memory = createMemoryBridge();
  memory.state.preferences = { language: 'fr', theme: 'light', languageOpen };
  const { session } = memory.state;
  memory.state.session = { ...session!, person: { ...session!.person, language: 'ar' } };
  return memory;
}

it('speaks the language of its person on a device where nobody chose one', async () => {
  const memory = deviceOf(true);
  await renderApp(memory);
  await expect.poll(() => document.documentElement.lang).toBe('ar');
  expect(memory.state.preferences.language).toBe('ar');
});

it('leaves a language that was chosen', async () => {
  const memory = deviceOf(false);
  await renderApp(memory);
  await screen.findByRole('main');
  expect(document.documentElement.lang).toBe('fr');
  expect(memory.state.preferences.language).toBe('fr');
});
