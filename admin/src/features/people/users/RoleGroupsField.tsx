import { Box, Flex, Grid, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { MAX_PAGE_SIZE } from '../../../../../shared/constants';
import { useRoleGroupsQuery } from '../../../api/role-groups';
import { useRolesQuery } from '../../../api/roles';
import { useCan } from '../../../components/PermissionsProvider';
import { SeveralField } from '../../../components/SeveralField';
import { useTranslation } from '../../../translations/use-translation';
import { sourceText, sourcesOf } from '../../../components/role-sources';

const ALL = { pageSize: String(MAX_PAGE_SIZE) };
const half = { xs: 12, m: 6, direction: 'column', alignItems: 'stretch' } as const;

/** The user's role groups, and all roles that result. */
export const RoleGroupsField = ({ disabled }: { disabled: boolean }) => {
  const t = useTranslation();
  const canSee = useCan()('roles.read');
  const { data: groups } = useRoleGroupsQuery(ALL, { skip: !canSee });
  if (groups?.data.length === 0) return null;
  return (
    <>
      <Grid.Item {...half}>
        <SeveralField
          name="roleGroups"
          label={t('field.roleGroups')}
          hint={t(canSee ? 'field.roleGroups.hint' : 'field.roles.hidden')}
          placeholder={t('field.roleGroups.choose')}
          choices={groups?.data}
          disabled={disabled || !canSee}
        />
      </Grid.Item>
      <AllRoles />
    </>
  );
};

/** Each role and where it comes from, as it will be once the form is saved. */
const AllRoles = () => {
  const t = useTranslation();
  const canSee = useCan()('roles.read');
  const { data: roles } = useRolesQuery(ALL, { skip: !canSee });
  const { data: groups } = useRoleGroupsQuery(ALL, { skip: !canSee });
  const { value: roleIds = [] } = useField<string[]>('roles');
  const { value: groupIds = [] } = useField<string[]>('roleGroups');
  if (!roles || !groups || groupIds.length === 0) return null;
  return (
    <Grid.Item {...half}>
      <Box>
        <Typography variant="pi" fontWeight="bold" textColor="neutral800" id="role-sources">
          {t('role-groups.sources')}
        </Typography>
        <Flex
          tag="ul"
          direction="column"
          alignItems="flex-start"
          gap={1}
          paddingTop={1}
          aria-labelledby="role-sources"
        >
          {sourcesOf(roles.data, groups.data, { roleIds, groupIds }).map((source) => (
            <Typography key={source.role.id} tag="li" textColor="neutral700">
              {sourceText(source, t)}
            </Typography>
          ))}
        </Flex>
      </Box>
    </Grid.Item>
  );
};
