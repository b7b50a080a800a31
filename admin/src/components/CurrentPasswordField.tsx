import { InputRenderer } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';

/** The user's own present password, which is to be changed. */
export const CurrentPasswordField = () => (
  <InputRenderer
    type="password"
    name="currentPassword"
    label={useTranslation()('password.current')}
    autoComplete="current-password"
    required
  />
);
