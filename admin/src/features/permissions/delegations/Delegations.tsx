import { useState } from 'react';

import { Button, Loader } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import type { Delegation } from '../../../../../shared/contracts/delegations';
import type { User } from '../../../../../shared/contracts/users';
import { useDelegationsQuery } from '../../../api/delegations';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { NothingYet, Section } from '../../../components/Section';
import { useTranslation } from '../../../translations/use-translation';
import { useIsSelf } from '../../../components/user/use-is-self';
import { nameOf } from '../../../components/user/user-names';
import { DelegationForm } from './DelegationForm';
import { DelegationsTable } from './DelegationsTable';
import { EndDelegation } from './EndDelegation';

/** What is to be done, and the button that asked for it. */
type Step = { opener: HTMLElement } & ({ name: 'add' } | { name: 'change' | 'end'; delegation: Delegation });

/** For whom and what the user may act. */
export const Delegations = ({ user }: { user: User }) => {
  const t = useTranslation();
  const canUpdate = useCan()('delegations.update');
  // Nobody lets themself act for others.
  const canGive = !useIsSelf()(user) && canUpdate;
  const { data, isLoading, isFetching, error, refetch } = useDelegationsQuery(user.id, {
    refetchOnMountOrArgChange: true,
  });
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);

  const content = () => {
    if (isLoading) return <Loader>{t('loading')}</Loader>;
    if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
    if (data.data.length === 0)
      return <NothingYet>{t('delegations.none', { name: nameOf(user) })}</NothingYet>;
    return (
      <DelegationsTable
        delegations={data.data}
        steps={[...(canGive ? (['change'] as const) : []), ...(canUpdate ? (['end'] as const) : [])]}
        onPick={(name, delegation, opener) => setStep({ name, delegation, opener })}
      />
    );
  };

  return (
    <Section
      title={t('delegations', { name: nameOf(user) })}
      text={t('delegations.text')}
      isBusy={isFetching}
      action={
        canGive && (
          <Button
            startIcon={<Plus />}
            onClick={(event: React.MouseEvent<HTMLElement>) =>
              setStep({ name: 'add', opener: event.currentTarget })
            }
          >
            {t('delegations.add')}
          </Button>
        )
      }
    >
      {content()}
      {step?.name === 'add' && (
        <DelegationForm user={user} delegation={null} opener={step.opener} onClose={close} />
      )}
      {step?.name === 'change' && <DelegationForm user={user} {...step} onClose={close} />}
      {step?.name === 'end' && <EndDelegation user={user} {...step} onClose={close} />}
    </Section>
  );
};
