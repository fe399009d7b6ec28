import type { CommunicationView } from '../../shared/knowledge/knowledge.contract.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import type { KnowledgeTabProps } from './knowledgeTabs.ts';

/** What was said to many: by place, day and target. */
export function CommunicationsReading({ knowledge, open, onGo }: KnowledgeTabProps) {
  const { communications } = knowledge;
  const { t, format, script } = useLanguage();
  const columns: readonly DataColumn<CommunicationView>[] = [
    {
      id: 'on',
      label: t('knowledge:col.on'),
      width: '150px',
      cell: ({ on }) => (on === null ? '—' : format.longDay(on)),
    },
    {
      id: 'title',
      label: t('knowledge:col.title'),
      width: 'minmax(220px, 2.4fr)',
      cell: ({ title }) => <bdi>{title}</bdi>,
    },
    {
      id: 'kind',
      label: t('knowledge:col.kind'),
      width: '120px',
      cell: ({ kind }) => t(`knowledge:communication.${kind}`),
    },
    {
      id: 'target',
      label: t('knowledge:col.target'),
      width: 'minmax(130px, 1.2fr)',
      spare: 1,
      cell: ({ target, reached }) => (
        <bdi>
          {format.line([
            target,
            reached !== null &&
              t('knowledge:reached', {
                count: reached,
                replace: { count: format.number(reached) },
              }),
          ]) || '—'}
        </bdi>
      ),
    },
    {
      id: 'place',
      label: t('knowledge:col.place'),
      width: 'minmax(110px, 1fr)',
      spare: 2,
      cell: ({ place }) => <bdi>{script(place.label)}</bdi>,
    },
  ];
  if (communications.length === 0)
    return <Message kind="empty">{t('knowledge:noCommunications')}</Message>;
  return (
    <DataTable
      id="communications"
      label={t('knowledge:tab.communications')}
      columns={columns}
      count={communications.length}
      rowAt={(index) => communications[index]}
      keyOf={({ id }) => id}
      selected={open ?? null}
      onOpen={({ id }) => onGo('communications', id)}
    />
  );
}
