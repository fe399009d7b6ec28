import type { LinkedTicket } from '../../shared/bridge/linkedTicket.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './LinkedTickets.module.css';

interface LinkedTicketsProps {
  readonly title: string;
  readonly tickets: readonly LinkedTicket[];
  readonly hrefOf: (ticket: string) => string;
}

/** Requests for help beside what they are about. */
export function LinkedTickets({ title, tickets, hrefOf }: LinkedTicketsProps) {
  const { t, format, script } = useLanguage();
  return (
    <section className={styles['linked']}>
      <h3>{title}</h3>
      <ul>
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <a href={hrefOf(ticket.id)}>
              <bdi>{ticket.title === '' ? t('assistance:untitled') : ticket.title}</bdi>
            </a>
            <span>
              {format.line([
                ticket.number ?? ticket.reference,
                t(`assistance:short.${ticket.status}`),
                ticket.school !== null && script(ticket.school),
              ])}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
