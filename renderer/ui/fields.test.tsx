import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { createPageTexts, speak } from '../app/i18n.ts';
import '../testing/jsdomGaps.ts';
import { CommitArea, CommitField } from './fields.tsx';
import { LanguageProvider } from './LanguageProvider.tsx';

type Kind = 'field' | 'area';

async function open(kind: Kind, first: string | null = 'Avant') {
  const committed = vi.fn<(value: string | null) => void>();
  const texts = createPageTexts();
  await speak(texts, 'fr');
  function onCommit(next: string | null): void {
    committed(next);
    view.rerender(page(next));
  }
  const page = (value: string | null) => (
    <MantineProvider>
      <LanguageProvider texts={texts}>
        {kind === 'field' ? (
          <CommitField label="Thème" value={value} onCommit={onCommit} />
        ) : (
          <CommitArea label="Thème" value={value} maxLength={400} onCommit={onCommit} />
        )}
        <button type="button">Ailleurs</button>
      </LanguageProvider>
    </MantineProvider>
  );
  const view = render(page(first));
  return {
    committed,
    box: (): HTMLInputElement => screen.getByLabelText('Thème'),
    user: userEvent.setup(),
    arrive: (value: string | null) => view.rerender(page(value)),
  };
}

describe.each<Kind>(['field', 'area'])('a text that counts once the %s is left', (kind) => {
  it('follows what others write while nobody types', async () => {
    const { box, user, arrive, committed } = await open(kind);
    arrive('Autre');
    expect(box().value).toBe('Autre');
    await user.click(box());
    arrive('Encore autre');
    expect(box().value).toBe('Encore autre');
    await user.tab();
    expect(committed).not.toHaveBeenCalled();
  });

  it('keeps what is half typed when another value arrives, and tells', async () => {
    const { box, user, arrive, committed } = await open(kind);
    await user.type(box(), ' et après');
    arrive('De l’autre tutrice');
    expect(box().value).toBe('Avant et après');
    expect(screen.getByRole('status').textContent).toContain('De l’autre tutrice');
    await user.click(screen.getByText('Ailleurs'));
    expect(committed.mock.calls).toEqual([['Avant et après']]);
    expect(screen.queryByRole('status')).toBeNull();
    // Typed no more, it follows again.
    arrive('Plus tard');
    expect(box().value).toBe('Plus tard');
  });

  it('gives what was typed up for the other value on request, by hand or by keyboard', async () => {
    const { box, user, arrive, committed } = await open(kind);
    await user.type(box(), '!');
    arrive('Autre');
    await user.click(screen.getByRole('button', { name: 'Prendre cette version' }));
    expect(box().value).toBe('Autre');
    await user.type(box(), '?');
    arrive(null);
    expect(screen.getByRole('status').textContent).toContain('Vidé entre-temps');
    await user.tab();
    await user.keyboard('{Enter}');
    expect(box().value).toBe('');
    expect(committed).not.toHaveBeenCalled();
  });
});
