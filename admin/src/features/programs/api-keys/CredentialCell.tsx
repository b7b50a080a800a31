import { Typography } from '@strapi/design-system';

import { LocalTime } from '../../../components/LocalTime';
import { useTranslation } from '../../../translations/use-translation';

type Props = {
  column: 'description' | 'lastUsedAt' | 'createdAt';
  credential: { description: string; lastUsedAt: string | null; createdAt: string; createdBy: string };
};

/** The cells common to the tables of all credentials. */
export const CredentialCell = ({ column, credential }: Props) => {
  const t = useTranslation();
  switch (column) {
    case 'description':
      return (
        <Typography fontWeight="bold" ellipsis title={credential.description}>
          {credential.description}
        </Typography>
      );
    case 'lastUsedAt':
      return <LocalTime value={credential.lastUsedAt} none={t('api-key.never-used')} />;
    case 'createdAt':
      return (
        <>
          <LocalTime value={credential.createdAt} />
          <Typography variant="pi" textColor="neutral600" tag="p" ellipsis>
            {t('api-key.by', { name: credential.createdBy })}
          </Typography>
        </>
      );
  }
};
