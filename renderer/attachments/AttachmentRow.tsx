import { IconFile, IconPhoto, IconX } from '@tabler/icons-react';
import type { AttachmentView } from '../../shared/attachments/attachments.contract.ts';
import { sizeText } from '../../shared/messages/sizeText.ts';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { addedWords, isolated, stateWords } from './attachmentWords.ts';
import styles from './AttachmentRow.module.css';

interface AttachmentRowProps {
  readonly file: AttachmentView;
  readonly mayRemove: boolean;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

/** One file of a step: its name opens it; what it is, who attached it, and where it is. */
export function AttachmentRow({ file, mayRemove, onOpen, onRemove }: AttachmentRowProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  const { state } = file;
  const Icon = file.mediaType.startsWith('image/') ? IconPhoto : IconFile;
  const name = isolated(file.name);
  const facts = [sizeText(t, file.bytes, format.number), addedWords(t, format, file, now)];
  return (
    <li className={styles['row']}>
      <Icon size={18} className={styles['icon']} aria-hidden="true" />
      <div className={styles['text']}>
        <button
          type="button"
          className={styles['name']}
          disabled={state.type === 'elsewhere' || state.type === 'fetching'}
          title={t(file.opens ? 'attachments.open' : 'attachments.showInFolder', { name })}
          onClick={onOpen}
        >
          <bdi>{file.name}</bdi>
        </button>
        <p className={styles['facts']}>{facts.filter((fact) => fact !== null).join(' · ')}</p>
        <p
          className={cx(
            styles['facts'],
            state.type === 'toSend' && styles['waits'],
            state.type === 'refused' && styles['refused'],
          )}
        >
          {stateWords(t, format, state)}
        </p>
      </div>
      {mayRemove && (
        <button
          type="button"
          className={styles['remove']}
          aria-label={t('attachments.remove', { name })}
          title={t('attachments.remove', { name })}
          onClick={onRemove}
        >
          <IconX size={16} aria-hidden="true" />
        </button>
      )}
    </li>
  );
}
