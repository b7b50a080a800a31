import { Loader } from '@strapi/design-system';

import type { Delegation } from '../../../../../shared/contracts/delegations';
import type { User } from '../../../../../shared/contracts/users';
import { useDelegationsQuery, useDeleteDelegationMutation } from '../../../api/delegations';
import { AddButton } from '../../../components/AddButton';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { NothingYet, Section } from '../../../components/Section';
import { useRowDialogs } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';
import { useIsSelf } from '../../../components/user/use-is-self';
import { nameOf } from '../../../components/user/user-names';
import { DelegationForm } from './DelegationForm';
import { DelegationsTable } from './DelegationsTable';
import { subjectName } from './subject-name';

/** The users and the resources that this user may act for. */
export const Delegations = ({ user }: { user: User }) => {
  const t = useTranslation();
  const canUpdate = useCan()('delegations.update');
  // Users cannot let themselves act for others.
  const canGive = !useIsSelf()(user) && canUpdate;
  const { data, isLoading, isFetching, error, refetch } = useDelegationsQuery(user.id, {
    refetchOnMountOrArgChange: true,
  });
  const [end] = useDeleteDelegationMutation();
  const { add, pick, dialog } = useRowDialogs<Delegation>({
    edit: (delegation, props) => <DelegationForm user={user} delegation={delegation} {...props} />,
    delete: (delegation) => ({
      of: 'delegation.end',
      done: 'delegation.ended',
      values: { name: nameOf(user), subject: subjectName(delegation) },
      run: () => end(delegation.id),
    }),
  });

  const content = () => {
    if (isLoading) return <Loader>{t('loading')}</Loader>;
    if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
    if (data.data.length === 0)
      return <NothingYet>{t('delegations.none', { name: nameOf(user) })}</NothingYet>;
    return (
      <DelegationsTable delegations={data.data} may={{ change: canGive, end: canUpdate }} onPick={pick} />
    );
  };

  return (
    <Section
      title={t('delegations', { name: nameOf(user) })}
      text={t('delegations.text')}
      isBusy={isFetching}
      action={canGive && <AddButton label={t('delegations.add')} onAdd={add} />}
    >
      {content()}
      {dialog}
    </Section>
  );
};
