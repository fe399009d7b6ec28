import { presenceStatuses } from '../../../shared/tutoring/tutoringSession.entity.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

/** What a mark that is stored means, in words; none, or one that is not known here: to be noted. */
export function usePresenceWord(): (value: unknown) => string {
  const { t } = useLanguage();
  return (value) =>
    t(`tutoringLog:presence.${presenceStatuses.find((one) => one === value) ?? 'none'}`);
}
