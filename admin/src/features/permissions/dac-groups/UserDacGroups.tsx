import { Flex, Tag, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useField } from '@strapi/strapi/admin';

import type { HeldDacGroup } from '../../../../../shared/contracts/dac-groups';
import type { User } from '../../../../../shared/contracts/users';
import { useSetUserDacGroupsMutation, useUserDacGroupsQuery } from '../../../api/dac-groups';
import { Card } from '../../../components/Card';
import { EditedForm } from '../../../components/edited-form/EditedForm';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { Skeleton } from '../../../components/Skeleton';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';
import { DacGroupPicker, labelOf } from '../../../components/DacGroupPicker';

const valuesOf = (dacGroups: HeldDacGroup[]) => ({ dacGroups });

/** The tab of the groups that the user holds. */
export const UserDacGroups = ({ user }: { user: User }) => {
  const { data, error, refetch } = useUserDacGroupsQuery(user.id, { refetchOnMountOrArgChange: true });
  if (data) return <LoadedGroups user={user} groups={data.data} />;
  return error ? <LoadError error={error} onRetry={refetch} /> : <Skeleton height={16} />;
};

const LoadedGroups = ({ user, groups }: { user: User; groups: HeldDacGroup[] }) => {
  const t = useTranslation();
  const canAssign = useCan()('dac-groups.assign');
  const { succeeded, failed } = useFeedback();
  const [save] = useSetUserDacGroupsMutation();
  return (
    <EditedForm
      id="gatehouse-dac-groups"
      record={groups}
      valuesOf={valuesOf}
      canEdit={canAssign}
      save={({ dacGroups }) => save({ id: user.id, body: { dacGroups: dacGroups.map(({ id }) => id) } })}
      onSaved={() => succeeded('dac.user.saved', { name: nameOf(user) })}
      onRefused={failed}
    >
      {() => (
        <Card title={t('user.part.dac-groups')} text={t('dac.user.text')}>
          <Groups canAssign={canAssign} />
        </Card>
      )}
    </EditedForm>
  );
};

const Groups = ({ canAssign }: { canAssign: boolean }) => {
  const t = useTranslation();
  const { value = [], onChange } = useField<HeldDacGroup[]>('dacGroups');
  const set = (groups: HeldDacGroup[]) => onChange('dacGroups', groups);
  return (
    <>
      {value.length === 0 ? (
        <Typography textColor="neutral600">{t('dac.user.none')}</Typography>
      ) : (
        <Flex tag="ul" gap={2} wrap="wrap" aria-label={t('user.part.dac-groups')}>
          {value.map((group) => (
            <li key={group.id}>
              <Tag
                padding={1}
                disabled={!canAssign}
                icon={<Cross aria-hidden />}
                label={t('dac.user.take', { code: group.code })}
                onClick={() => set(value.filter(({ id }) => id !== group.id))}
              >
                {labelOf(group)}
              </Tag>
            </li>
          ))}
        </Flex>
      )}
      {canAssign && <DacGroupPicker chosen={value} onPick={(group) => set([...value, group])} />}
    </>
  );
};
