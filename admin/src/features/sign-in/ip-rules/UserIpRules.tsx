import type { User } from '../../../../../shared/contracts/users';
import { useTranslation } from '../../../translations/use-translation';
import { IpRules } from './IpRules';

/** The tab of one user's addresses. */
export const UserIpRules = ({ user }: { user: User }) => (
  <IpRules owner={{ scope: 'user', user: user.id }} title={useTranslation()('user.part.ip-addresses')} />
);
