import type { TFunction } from 'i18next';
import { never } from '../../shared/kernel/never.ts';
import type { ImportReport } from '../../shared/sync/devices.contract.ts';

/** What an opened exchange file was, what came of it, and what to do next. */
export function importWords(t: TFunction, report: ImportReport): string {
  const { kind, applied, known, rejected } = report;
  switch (kind) {
    case 'reply': {
      const refused = rejected > 0 ? [t('exchange.reply.refused', { count: rejected })] : [];
      const taken =
        applied === 0 ? t('exchange.reply.known') : t('exchange.reply.taken', { count: applied });
      return [taken, ...refused].join(' ');
    }
    case 'news':
      return applied === 0 && known > 0
        ? t('exchange.news.known')
        : t('exchange.news.taken', { count: applied });
    case 'carried':
      if (report.receiver !== undefined) {
        return t('exchange.carried.forDevice', { receiver: report.receiver });
      }
      return applied === 0 && known > 0 ? t('exchange.carried.known') : t('exchange.carried.taken');
    default:
      return never(kind);
  }
}
