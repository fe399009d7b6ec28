import { Button } from '@mantine/core';
import { placeKinds } from '../../shared/knowledge/communication.entity.ts';
import type { LinkedPlaceView } from '../../shared/knowledge/knowledge.contract.ts';
import { copyText } from '../ui/copyText.ts';
import { Message } from '../ui/Message.tsx';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import type { KnowledgeTabProps } from './knowledgeTabs.ts';
import styles from './Knowledge.module.css';

/** Places elsewhere where people find help, by what they are. */
export function PlacesReading({ knowledge: { places }, hrefOf }: KnowledgeTabProps) {
  const { t } = useLanguage();
  if (places.length === 0) return <Message kind="empty">{t('knowledge:noPlaces')}</Message>;
  return (
    <div className={styles['scroll']}>
      {placeKinds.map((kind) => {
        const some = places.filter((place) => place.kind === kind);
        return (
          some.length > 0 && (
            <section key={kind} className={styles['group']}>
              <h2 className={styles['heading']}>{t(`knowledge:place.${kind}`)}</h2>
              <ul className={styles['lines']}>
                {some.map((place) => (
                  <Place key={place.id} place={place} href={hrefOf('places', place.id)} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </div>
  );
}

function Place({ place, href }: { readonly place: LinkedPlaceView; readonly href: string }) {
  const { t } = useLanguage();
  const notices = useNotices();
  const { label, address, note, mayWrite } = place;
  return (
    <li className={styles['place']}>
      <span className={styles['placeText']}>
        <b>
          <bdi>{label}</bdi>
        </b>
        {address !== null && (
          <a href={address} target="_blank" rel="noreferrer" dir="ltr">
            {address}
          </a>
        )}
        {note !== null && (
          <span dir="auto" className={styles['quiet']}>
            {note}
          </span>
        )}
      </span>
      {address !== null && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            if (copyText(address)) notices.say({ tone: 'quiet', text: t('knowledge:done.copied') });
          }}
        >
          {t('knowledge:do.copy')}
        </Button>
      )}
      {mayWrite && (
        <a href={href} className={styles['link']}>
          {t('knowledge:do.write')}
        </a>
      )}
    </li>
  );
}
