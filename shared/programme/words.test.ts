import { describe, expect, it } from 'vitest';
import { languages } from '../kernel/language.ts';
import { createMessages } from '../messages/messages.ts';
import { programmeWords } from '../messages/programmeWords.ts';
import { findTemplate, templateNames } from '../templates/templates.ts';

const wordsIn = (template: string, language: (typeof languages)[number]) =>
  programmeWords(language, findTemplate(template)!);

describe('the words of a programme', () => {
  it('name roles as the programme does', () => {
    expect(wordsIn('ent', 'fr').role('assistant')).toBe('Utilisateur clé');
    expect(wordsIn('ent', 'fr').role('technician')).toBe('Technicien de la collectivité');
    expect(wordsIn('ent', 'fr').role('tutor')).toBe('Conseiller de la circonscription (ERUN)');
    expect(wordsIn('ent', 'fr').role('authorisingOfficer')).toBe('Directeur d’école');
    expect(wordsIn('massar', 'ar').role('assistant')).toBe('الحارس العام');
    expect(wordsIn('pegase', 'fr').role('authorisingOfficer')).toBe('Sponsor politique');
    expect(wordsIn('pegase', 'en').role('projectManager')).toBe('Project manager');
    expect(wordsIn('opale', 'fr').role('technician')).toBe('Correspondant technique (ADSI)');
  });

  it('name somebody who plays one part by it, and by no part where several have the role', () => {
    const { role } = wordsIn('opale', 'fr');
    expect(role('assistant')).toBe('Assistant');
    expect(role('assistant', ['assistant-comptable'])).toBe('Assistant comptable');
    expect(role('assistant', ['assistant-comptable', 'regisseur'])).toBe('Assistant');
  });

  it('are the product’s without a programme, which name none', () => {
    for (const language of languages) {
      const { one, role } = programmeWords(language, null);
      expect(one('wave')).toBe(createMessages(language).t('app:term.wave.one'));
      for (const name of ['authorisingOfficer', 'technician', 'pilot']) {
        expect(role(name)).not.toMatch(/ADSI|ordonnateur|authorising|الصرف/);
      }
    }
  });

  it.each(templateNames)('are all there in %s', (template) => {
    for (const language of languages) {
      const { one } = wordsIn(template, language);
      expect(one('switchover')).not.toBe('');
    }
  });
});
