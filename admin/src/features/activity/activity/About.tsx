import { Flex, IconButton, Link, Typography } from '@strapi/design-system';
import { Filter } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import type { Activity } from '../../../../../shared/contracts/log';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { aboutName } from './about-name';
import { targetFilter, targetPath } from './target-path';
import { useNarrowing } from './use-activity';

/** What an entry is about: a link if it still exists, else the name it had. */
export const About = ({ about }: { about: Activity['about'] }) => {
  const t = useTranslation();
  const path = targetPath(about, useCan());
  const narrowTo = useNarrowing();
  const name = aboutName(about, t);
  return (
    <Flex gap={2} wrap="wrap">
      <Typography textColor="neutral600">
        {t('log.field', { field: t(`activity.about.${about.kind}`) })}
      </Typography>
      {path ? (
        <Link tag={NavLink} to={path}>
          {name}
        </Link>
      ) : (
        <Typography style={{ overflowWrap: 'anywhere' }}>{name}</Typography>
      )}
      {!about.isThere && <Typography textColor="neutral600">({t('activity.gone')})</Typography>}
      {targetFilter(about) !== null && (
        <IconButton
          variant="ghost"
          size="XS"
          label={t('activity.only', { name })}
          onClick={() => narrowTo(about)}
        >
          <Filter />
        </IconButton>
      )}
    </Flex>
  );
};
