import { Typography } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';

import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import type { UserFormValues } from './user-form-values';

/** What saving the form of a new user will lead to, as it is filled in now. */
export const WhatHappens = () => {
  const t = useTranslation();
  const can = useCan();
  const { type, authType, sendInvitation, displayName, firstname, lastname } = useForm(
    'WhatHappens',
    ({ values }) => values as UserFormValues,
  );
  const name = displayName || firstname || lastname || t('users.add.somebody');

  const sentence = () => {
    if (type === 'panel') return t(sendInvitation ? 'users.add.invited' : 'users.add.silent', { name });
    if (!can('api-keys.create') || !can('api-keys.read')) return t('users.add.no-key');
    return t(`users.add.next.${authType}`);
  };
  return (
    <Typography tag="p" variant="epsilon" textColor="neutral600" aria-live="polite">
      {sentence()}
    </Typography>
  );
};
