import { Button } from '@mantine/core';
import { useState } from 'react';
import { roles } from '../../shared/access/roles.ts';
import { articleMoments } from '../../shared/knowledge/article.entity.ts';
import type {
  ArticleDraft,
  ArticleView,
  KnowledgePlace,
} from '../../shared/knowledge/knowledge.contract.ts';
import { useDo } from '../bridge/useDo.ts';
import { useWordsOf } from '../bridge/useTerms.ts';
import { CommitArea, CommitField, SelectField } from '../ui/fields.tsx';
import { ManyField } from '../ui/ManyField.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { PlaceChoice } from './PlaceChoice.tsx';
import styles from './Knowledge.module.css';

interface ArticleFormProps {
  /** Undefined: a new one. */
  readonly article?: ArticleView;
  readonly places: readonly KnowledgePlace[];
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

const EMPTY: ArticleDraft = {
  title: '',
  body: null,
  language: null,
  moments: [],
  roles: [],
  productVersion: null,
  keywords: [],
  address: null,
};

/** What an article says; what is published stays until the next version is. */
export function ArticleForm({ article, places, onDone, onClose }: ArticleFormProps) {
  const { t, language } = useLanguage();
  const roleWords = useWordsOf()(null).role;
  const { run, busy } = useDo();
  const [place, setPlace] = useState(places.at(-1)?.scope ?? '');
  const [draft, setDraft] = useState<ArticleDraft>(article?.draft ?? { ...EMPTY, language });
  const [asked, setAsked] = useState(false);
  const set = (part: Partial<ArticleDraft>): void => setDraft((now) => ({ ...now, ...part }));

  async function save(): Promise<void> {
    setAsked(true);
    if (draft.title.trim() === '') return;
    const which = article === undefined ? {} : { id: article.id };
    const saved = await run('knowledge.save', { ...which, place, set: draft }, () =>
      t('knowledge:done.saved'),
    );
    if (saved !== null) onDone(saved.id);
  }
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>
        {t(article === undefined ? 'knowledge:new.articles' : 'knowledge:do.write')}
      </h2>
      {article === undefined && <PlaceChoice places={places} value={place} onChange={setPlace} />}
      <CommitField
        label={t('knowledge:col.title')}
        value={draft.title === '' ? null : draft.title}
        maxLength={400}
        wrong={asked && draft.title.trim() === '' ? t('knowledge:needed') : undefined}
        onCommit={(title) => set({ title: title ?? '' })}
      />
      <CommitArea
        label={t('knowledge:body')}
        hint={t('knowledge:bodyHint')}
        value={draft.body}
        maxLength={60_000}
        onCommit={(body) => set({ body })}
      />
      <ManyField
        label={t('knowledge:col.moments')}
        values={draft.moments}
        options={articleMoments.map((value) => ({ value, label: t(`knowledge:moment.${value}`) }))}
        add={t('knowledge:add')}
        onChange={(moments) => set({ moments: moments as ArticleDraft['moments'] })}
      />
      <ManyField
        label={t('knowledge:col.roles')}
        values={draft.roles}
        options={roles.map((value) => ({ value, label: roleWords(value, null) }))}
        add={t('knowledge:everybody')}
        onChange={(chosen) => set({ roles: chosen as ArticleDraft['roles'] })}
      />
      <CommitField
        label={t('knowledge:keywords')}
        hint={t('knowledge:keywordsHint')}
        value={draft.keywords.length === 0 ? null : draft.keywords.join(', ')}
        maxLength={400}
        onCommit={(words) => set({ keywords: keywordsOf(words ?? '') })}
      />
      <CommitField
        label={t('knowledge:productVersion')}
        value={draft.productVersion}
        maxLength={60}
        onCommit={(productVersion) => set({ productVersion })}
      />
      <CommitField
        label={t('knowledge:address')}
        type="url"
        value={draft.address}
        maxLength={1_000}
        onCommit={(address) => set({ address })}
      />
      <SelectField
        label={t('knowledge:language')}
        value={draft.language ?? language}
        options={(['fr', 'ar', 'en'] as const).map((value) => ({
          value,
          label: t(`knowledge:languages.${value}`),
        }))}
        onChange={(value) => set({ language: value as ArticleDraft['language'] })}
      />
      <div className={styles['row']}>
        <Button disabled={busy} onClick={() => void save()}>
          {t('knowledge:save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('knowledge:giveUp')}
        </Button>
      </div>
    </div>
  );
}

/** Words that somebody wrote with commas between them, in either script. */
function keywordsOf(text: string): string[] {
  const words = text.split(/[,،;؛]/u).map((word) => word.trim().slice(0, 80));
  return [...new Set(words.filter(Boolean))].slice(0, 40);
}
