import { Box, Typography } from '@strapi/design-system';

import { useTranslation } from '../../../translations/use-translation';

type Props = { users: readonly { adminUserId: number; email: string }[] };

/** Strapi's users who are in no list, and why. */
export const LeftOut = ({ users }: Props) => {
  const t = useTranslation();
  if (users.length === 0) return null;
  const names = users.map(({ adminUserId, email }) => `${email || '–'} (${adminUserId})`).join(', ');
  return (
    <Box role="status" background="warning100" hasRadius padding={4} marginBottom={4}>
      <Typography textColor="neutral800">{t('users.left-out', { count: users.length, names })}</Typography>
    </Box>
  );
};
