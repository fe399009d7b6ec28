import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import type { Language } from '../../shared/kernel/language.ts';
import { createPageTexts, speak } from '../app/i18n.ts';
import '../testing/jsdomGaps.ts';
import { DateField } from './fields.tsx';
import { LanguageProvider } from './LanguageProvider.tsx';

async function open(language: Language = 'fr', max?: string) {
  const said = vi.fn<(day: string | null) => void>();
  const texts = createPageTexts();
  await speak(texts, language);
  function Field() {
    const [day, setDay] = useState<string | null>('2024-01-22');
    return (
      <DateField
        label="Jour"
        value={day}
        today="2024-01-22"
        {...(max !== undefined && { max })}
        onCommit={(next) => {
          said(next);
          setDay(next);
        }}
      />
    );
  }
  render(
    <LanguageProvider texts={texts}>
      <MantineProvider env="test">
        <Field />
      </MantineProvider>
    </LanguageProvider>,
  );
  return { said, field: screen.getByLabelText<HTMLInputElement>('Jour'), user: userEvent.setup() };
}

it('shows a day as the language writes it, and reads it as people write it', async () => {
  const { said, field, user } = await open();
  expect(field).toHaveValue('22 janvier 2024');
  await user.click(field);
  await user.keyboard('1/2{Enter}');
  expect(said).toHaveBeenLastCalledWith('2024-02-01');
  expect(field).toHaveValue('1er février 2024');
});

it('writes it in Arabic with the names of Morocco’s months', async () => {
  const { said, field, user } = await open('ar');
  expect(field).toHaveValue('22 يناير 2024');
  await user.click(field);
  await user.keyboard('11 شتنبر 2013{Enter}');
  expect(said).toHaveBeenLastCalledWith('2013-09-11');
});

it('moves by days and months with the arrows, and says so once it is left', async () => {
  const { said, field, user } = await open();
  await user.click(field);
  await user.keyboard('{ArrowUp}{ArrowUp}{PageDown}');
  expect(field).toHaveValue('24 décembre 2023');
  expect(said).not.toHaveBeenCalled();
  await user.tab();
  expect(said.mock.calls).toEqual([['2023-12-24']]);
});

it('says what it does not understand, and keeps the day until it does', async () => {
  const { said, field, user } = await open();
  await user.clear(field);
  await user.keyboard('demain{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent('22 janvier 2024');
  expect(field).toBeInvalid();
  expect(said).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(field).toHaveValue('22 janvier 2024');
  await user.clear(field);
  await user.tab();
  expect(said.mock.calls).toEqual([[null]]);
});

it('refuses days after the last one that is allowed', async () => {
  const { said, field, user } = await open('fr', '2024-01-22');
  await user.clear(field);
  await user.keyboard('23/1/2024{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent('Pas après le 22 janvier 2024');
  expect(said).not.toHaveBeenCalled();
});

it('opens a calendar by keyboard, and gives the keyboard back', async () => {
  const { said, field, user } = await open();
  await user.click(field);
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  expect(await screen.findByRole('button', { name: '22 janvier 2024' })).toHaveFocus();
  await user.keyboard('{ArrowRight}{ArrowDown}{PageDown}');
  expect(screen.getByRole('button', { name: '29 février 2024' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(said.mock.calls).toEqual([['2024-02-29']]);
  expect(field).toHaveFocus();
});

it('closes the calendar with Escape, without choosing', async () => {
  const { said, field, user } = await open();
  await user.click(field);
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}{ArrowDown}{Escape}');
  expect(field).toHaveFocus();
  expect(said).not.toHaveBeenCalled();
});
