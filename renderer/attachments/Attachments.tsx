import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useId, useState, type DragEvent } from 'react';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { AttachmentRow } from './AttachmentRow.tsx';
import { useAttachments, type AttachedTo } from './useAttachments.ts';
import styles from './Attachments.module.css';

interface AttachmentsProps extends AttachedTo {
  /** What is said where nothing is attached and something may be. */
  readonly none: string;
}

/** The files of a step, a request or an article: what is there, and what can be done with it. */
export function Attachments({ none, ...to }: AttachmentsProps) {
  const { t } = useLanguage();
  const title = useId();
  const { list, attach, open, remove } = useAttachments(to);
  const [over, setOver] = useState(false);
  if (list === null) return null;
  const { attachments, mayWrite } = list;

  const isOver = (event: DragEvent): boolean =>
    mayWrite && event.dataTransfer.types.includes('Files');

  return (
    <section
      className={cx(styles['attachments'], over && styles['over'])}
      aria-labelledby={title}
      data-takes-files={mayWrite || undefined}
      onDragOver={(event) => setOver(isOver(event))}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!isOver(event)) return;
        setOver(false);
        // The preload script tells the shell which files they are in the same turn, after this.
        setTimeout(() => void attach(true));
      }}
    >
      <h3 id={title} className={styles['head']}>
        {t('attachments.title')}
      </h3>
      {attachments.length === 0 ? (
        <p className={styles['none']}>{mayWrite ? none : t('attachments.noneReadOnly')}</p>
      ) : (
        <ul className={styles['list']}>
          {attachments.map((file) => (
            <AttachmentRow
              key={file.id}
              file={file}
              mayRemove={mayWrite}
              onOpen={() => void open(file)}
              onRemove={() => void remove(file)}
            />
          ))}
        </ul>
      )}
      {over && <p className={styles['drop']}>{t('attachments.drop')}</p>}
      {mayWrite && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPaperclip size={16} aria-hidden="true" />}
            onClick={() => void attach(false)}
          >
            {t('attachments.add')}
          </Button>
        </div>
      )}
    </section>
  );
}
