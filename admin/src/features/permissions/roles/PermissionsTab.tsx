import { useMemo, useState } from 'react';

import { Box, Flex, Grid, Typography } from '@strapi/design-system';

import type { UserPermissions } from '../../../../../shared/contracts/roles';
import type { User } from '../../../../../shared/contracts/users';
import { DEFAULT_LICENCES } from '../../../../../shared/licences';
import { useUserPermissionsQuery } from '../../../api/roles';
import { Card } from '../../../components/Card';
import { LoadError } from '../../../components/LoadError';
import { SearchField } from '../../../components/SearchField';
import { Skeleton } from '../../../components/Skeleton';
import { useTranslation } from '../../../translations/use-translation';
import { type AllowanceGroup, permissionList } from './permission-list';

/** The tab with what the user may do, and the roles that allow it. */
export const PermissionsTab = ({ user }: { user: User }) => {
  const { data, error, refetch } = useUserPermissionsQuery(user.id, { refetchOnMountOrArgChange: true });
  if (!data) return error ? <LoadError error={error} onRetry={refetch} /> : <Skeleton height={40} />;
  return <Permissions user={user} permissions={data.data} />;
};

const Permissions = ({ user, permissions }: { user: User; permissions: UserPermissions }) => {
  const t = useTranslation();
  const [search, setSearch] = useState('');
  const sections = useMemo(() => permissionList(permissions, search, t), [permissions, search, t]);
  const { everything, isCut, panel, api } = permissions;
  const isEmpty = panel.length + api.length === 0;
  return (
    <Flex tag="section" aria-label={t('permissions.title')} direction="column" alignItems="stretch" gap={6}>
      <Typography variant="delta" tag="h2">
        {t('permissions.title')}
      </Typography>
      {everything && (
        <Card title={t('permissions.everything')} text={t('permissions.everything.text')}>
          {null}
        </Card>
      )}
      {user.licence.code !== DEFAULT_LICENCES[user.type] && (
        <Note text={t('permissions.licence', { licence: user.licence.name })} />
      )}
      {isEmpty && !everything && <Note text={t('permissions.none')} />}
      {!isEmpty && (
        <SearchField
          label={t('permissions.search')}
          placeholder={t('permissions.search.hint')}
          value={search}
          onChange={setSearch}
        />
      )}
      {isCut && <Note text={t('permissions.cut')} />}
      {!isEmpty && sections.length === 0 && <Note text={t('permissions.none.match')} />}
      {sections.map(({ name, groups }) => (
        <Card
          key={name}
          title={t(`permissions.section.${name}`)}
          text={
            name === 'api'
              ? t(user.type === 'api-only' ? 'permissions.api' : 'permissions.api.unused')
              : undefined
          }
        >
          <Grid.Root gap={6}>
            {groups.map((group) => (
              <Grid.Item key={group.key} xs={12} m={6} direction="column" alignItems="stretch">
                <Group group={group} />
              </Grid.Item>
            ))}
          </Grid.Root>
        </Card>
      ))}
    </Flex>
  );
};

const Note = ({ text }: { text: string }) => (
  <Box background="neutral0" hasRadius shadow="filterShadow" padding={6}>
    <Typography role="status" textColor="neutral600">
      {text}
    </Typography>
  </Box>
);

const Group = ({ group: { name, id, allowances } }: { group: AllowanceGroup }) => (
  <>
    <Flex gap={2} wrap="wrap" paddingBottom={2}>
      <Typography variant="epsilon" tag="h3" fontWeight="bold">
        {name}
      </Typography>
      {id && (
        <Typography variant="pi" textColor="neutral600">
          {id}
        </Typography>
      )}
    </Flex>
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {allowances.map(({ key, text, limits, through }) => (
        <Box tag="li" key={key}>
          <Flex gap={1} wrap="wrap">
            <Typography>{text}</Typography>
            <Typography textColor="neutral600">{through}</Typography>
          </Flex>
          {limits.map((limit) => (
            <Typography key={limit} tag="p" variant="pi" textColor="neutral600">
              {limit}
            </Typography>
          ))}
        </Box>
      ))}
    </Flex>
  </>
);
