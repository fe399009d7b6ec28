import { useState } from 'react';
import { roles } from '../../shared/access/roles.ts';
import { articleMoments } from '../../shared/knowledge/article.entity.ts';
import type { ListedArticle } from '../../shared/knowledge/knowledge.contract.ts';
import { useWordsOf } from '../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Message } from '../ui/Message.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import type { KnowledgeTabProps } from './knowledgeTabs.ts';
import styles from './Knowledge.module.css';

const NONE = { moment: '', role: '' };

/** Articles: what they are about, when they help, and whether one has read them. */
export function ArticlesReading({ knowledge, onGo }: KnowledgeTabProps) {
  const { articles } = knowledge;
  const { t } = useLanguage();
  const roleWords = useWordsOf()(null).role;
  const [filter, setFilter] = useState(NONE);
  const columns = useColumns(knowledge.today);
  const shown = articles.filter(
    ({ moments, roles }) =>
      (filter.moment === '' || moments.some((one) => one === filter.moment)) &&
      (filter.role === '' || roles.length === 0 || roles.some((one) => one === filter.role)),
  );
  if (articles.length === 0) return <Message kind="empty">{t('knowledge:noArticles')}</Message>;
  const used = roles.filter((role) => articles.some((one) => one.roles.includes(role)));
  return (
    <>
      <div className={styles['filters']}>
        <SelectField
          label={t('knowledge:col.moments')}
          value={filter.moment}
          options={[
            { value: '', label: t('knowledge:all') },
            ...articleMoments.map((value) => ({ value, label: t(`knowledge:moment.${value}`) })),
          ]}
          onChange={(moment) => setFilter({ ...filter, moment })}
        />
        <SelectField
          label={t('knowledge:col.roles')}
          value={filter.role}
          options={[
            { value: '', label: t('knowledge:all') },
            ...used.map((value) => ({ value, label: roleWords(value, null) })),
          ]}
          onChange={(role) => setFilter({ ...filter, role })}
        />
      </div>
      {shown.length === 0 ? (
        <Message
          kind="empty"
          action={{ label: t('knowledge:showAll'), run: () => setFilter(NONE) }}
        >
          {t('knowledge:noneFound')}
        </Message>
      ) : (
        <DataTable
          id="articles"
          label={t('knowledge:tab.articles')}
          columns={columns}
          count={shown.length}
          rowAt={(index) => shown[index]}
          keyOf={({ id }) => id}
          onOpen={({ id }) => onGo('articles', id)}
        />
      )}
    </>
  );
}

function useColumns(today: string): readonly DataColumn<ListedArticle>[] {
  const { t, format, script } = useLanguage();
  return [
    {
      id: 'title',
      label: t('knowledge:col.title'),
      width: 'minmax(260px, 2.6fr)',
      cell: ({ title, language }) => <bdi lang={language ?? undefined}>{title}</bdi>,
    },
    {
      id: 'state',
      label: t('knowledge:col.read'),
      width: '130px',
      cell: (article) => <ReadTag article={article} />,
    },
    {
      id: 'moments',
      label: t('knowledge:col.moments'),
      width: 'minmax(130px, 1fr)',
      spare: 1,
      cell: ({ moments }) => format.list(moments.map((one) => t(`knowledge:moment.${one}`))),
    },
    {
      id: 'place',
      label: t('knowledge:col.place'),
      width: 'minmax(130px, 1fr)',
      spare: 2,
      cell: ({ place }) => <bdi>{script(place.label)}</bdi>,
    },
    {
      id: 'updated',
      label: t('knowledge:col.updated'),
      width: '130px',
      spare: 3,
      cell: ({ updatedOn }) => (updatedOn === null ? '—' : format.day(updatedOn, today)),
    },
  ];
}

/** Whether an article is a draft, new to the reader, changed since, or read. */
export function ReadTag({ article }: { readonly article: ListedArticle }) {
  const { t } = useLanguage();
  const { state, number, read } = article;
  if (state !== 'published') return <Tag tone="wait">{t(`knowledge:state.${state}`)}</Tag>;
  if (read === null) return <Tag tone="info">{t('knowledge:isNew')}</Tag>;
  if (number !== null && read < number) return <Tag tone="info">{t('knowledge:isChanged')}</Tag>;
  return <Tag tone="plain">{t('knowledge:isRead')}</Tag>;
}
