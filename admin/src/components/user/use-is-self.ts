import { useAuth } from '@strapi/strapi/admin';

import type { User } from '../../../../shared/contracts/users';

/** Whether the user is the person at the panel. */
export const useIsSelf = () => {
  const email = useAuth('Gatehouse', (auth) => auth.user?.email);
  return (user: User) => user.email === email?.toLowerCase();
};
