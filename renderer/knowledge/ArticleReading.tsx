import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ArticleView } from '../../shared/knowledge/knowledge.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useDo } from '../bridge/useDo.ts';
import { Markdown } from '../ui/Markdown.tsx';
import { Message } from '../ui/Message.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { ArticleForm } from './ArticleForm.tsx';
import { PublishForm } from './PublishForm.tsx';
import { READ_KNOWLEDGE, type KnowledgeTabProps } from './knowledgeTabs.ts';
import styles from './Knowledge.module.css';

/** An article to read, with its versions; for those who write it, what comes next. */
export function ArticleReading({ id, onGo, Files }: KnowledgeTabProps & { readonly id: string }) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const { value, failure } = useCall('knowledge.article', { id }, READ_KNOWLEDGE);
  const [doing, setDoing] = useState<'write' | 'publish' | null>(null);
  const number = value?.number ?? null;
  // Whoever has the text before them has read this version.
  useEffect(() => {
    if (number !== null) void client.call('knowledge.seen', { id, number });
  }, [client, id, number]);
  const back = (
    <Button
      size="compact-sm"
      variant="subtle"
      className={styles['back'] ?? ''}
      onClick={() => onGo('articles')}
    >
      {t('knowledge:back')}
    </Button>
  );
  if (value === null) {
    return failure === null ? (
      <p role="status">{t('knowledge:loading')}</p>
    ) : (
      <Message kind="error" action={{ label: t('knowledge:back'), run: () => onGo('articles') }}>
        {failureWords(t, failure)}
      </Message>
    );
  }
  const stop = (): void => setDoing(null);
  if (doing === 'write')
    return (
      <div className={styles['scroll']}>
        <ArticleForm article={value} places={[value.place]} onDone={stop} onClose={stop} />
      </div>
    );
  return (
    <article className={`${styles['article']} ${styles['scroll']}`}>
      {back}
      <h2 className={styles['articleTitle']}>
        <bdi lang={value.language ?? undefined}>{value.title}</bdi>
      </h2>
      <Head article={value} />
      {value.mayWrite && (
        <Writing
          article={value}
          onWrite={() => setDoing('write')}
          onPublish={() => setDoing('publish')}
        />
      )}
      {doing === 'publish' && (
        <PublishForm
          article={value}
          onDone={(published) => {
            stop();
            onGo('articles', published);
          }}
          onClose={stop}
        />
      )}
      <Markdown text={value.body} lang={value.language ?? undefined} />
      {value.address !== null && (
        <a href={value.address} target="_blank" rel="noreferrer" dir="ltr">
          {value.address}
        </a>
      )}
      <Files article={id} />
      <Versions article={value} />
    </article>
  );
}

function Head({ article }: { readonly article: ArticleView }) {
  const { t, format, script } = useLanguage();
  const { place, updatedOn, number, author, moments, productVersion, keywords } = article;
  return (
    <>
      <p className={styles['quiet']}>
        {format.line([
          script(place.label),
          number !== null && t('knowledge:version', { number: format.number(number) }),
          updatedOn !== null && format.longDay(updatedOn),
          author,
        ])}
      </p>
      <div className={styles['row']}>
        {moments.map((moment) => (
          <Tag key={moment} tone="info">
            {t(`knowledge:moment.${moment}`)}
          </Tag>
        ))}
        {productVersion !== null && <Tag tone="plain">{productVersion}</Tag>}
        {keywords.map((word) => (
          <Tag key={word} tone="plain">
            <bdi>{word}</bdi>
          </Tag>
        ))}
      </div>
    </>
  );
}

interface WritingProps {
  readonly article: ArticleView;
  readonly onWrite: () => void;
  readonly onPublish: () => void;
}

function Writing({ article, onWrite, onPublish }: WritingProps) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const { id, state, changed, number, publishTo } = article;
  const withdrawn = state === 'withdrawn';
  return (
    <div className={styles['row']}>
      <Button size="compact-sm" variant="default" onClick={onWrite}>
        {t('knowledge:do.write')}
      </Button>
      {publishTo.length > 0 && (changed || number === null) && (
        <Button size="compact-sm" onClick={onPublish}>
          {t('knowledge:do.publish')}
        </Button>
      )}
      {number !== null && (
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={busy}
          onClick={() =>
            void run('knowledge.withdraw', { id, withdrawn: !withdrawn }, () =>
              t(withdrawn ? 'knowledge:done.back' : 'knowledge:done.withdrawn'),
            )
          }
        >
          {t(withdrawn ? 'knowledge:do.back' : 'knowledge:do.withdraw')}
        </Button>
      )}
      {changed && <Tag tone="wait">{t('knowledge:unpublished')}</Tag>}
      {number === null && <Tag tone="wait">{t('knowledge:state.draft')}</Tag>}
      {number === null && publishTo.length === 0 && (
        <span className={styles['quiet']}>{t('knowledge:waits')}</span>
      )}
    </div>
  );
}

function Versions({ article: { versions } }: { readonly article: ArticleView }) {
  const { t, format } = useLanguage();
  if (versions.length === 0) return null;
  return (
    <section className={styles['section']}>
      <h3 className={styles['heading']}>{t('knowledge:versions')}</h3>
      <ol className={styles['lines']}>
        {versions.map(({ number, on, changes, author }) => (
          <li key={number} className={styles['line']}>
            <span>
              {format.line([
                t('knowledge:version', { number: format.number(number) }),
                on !== null && format.longDay(on),
                author,
              ])}
            </span>
            {changes !== null && (
              <span dir="auto" className={styles['quiet']}>
                {changes}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
