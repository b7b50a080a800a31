import { useRef, useState } from 'react';

import { Button, Loader } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { NothingYet, Section } from '../../../components/Section';
import { useTranslation } from '../../../translations/use-translation';
import { DeleteIpRule } from './DeleteIpRule';
import { IpRuleForm } from './IpRuleForm';
import { IpRulesTable, type PickedRule } from './IpRulesTable';
import { Pager } from '../../../components/Pager';
import { isOfAllRoles, type RuleOwner, useIpRules } from './use-ip-rules';

/** The addresses that a user, a role or everyone is limited to. */
export const IpRules = ({ owner, title }: { owner: RuleOwner; title: string }) => {
  const t = useTranslation();
  const can = useCan();
  const list = useIpRules(owner);
  const [picked, setPicked] = useState<PickedRule | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const whose = owner.scope === 'role' && !isOfAllRoles(owner) ? 'one-role' : owner.scope;
  const add = useRef<HTMLButtonElement>(null);

  const content = () => {
    if (list.isLoading) return <Loader>{t('loading')}</Loader>;
    if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
    if (list.rules.length === 0) return <NothingYet>{t(`rules.none.${whose}`)}</NothingYet>;
    return (
      <>
        <IpRulesTable rules={list.rules} hasRole={isOfAllRoles(owner)} onPick={setPicked} />
        {list.pageCount > 1 && <Pager page={list.page} pageCount={list.pageCount} onChange={list.setPage} />}
      </>
    );
  };

  return (
    <Section
      title={title}
      text={list.rules.length > 0 ? t(`rules.some.${whose}`) : undefined}
      isBusy={list.isFetching}
      action={
        can('ip-rules.create') && (
          <Button ref={add} variant="secondary" startIcon={<Plus />} onClick={() => setIsAdding(true)}>
            {t('rules.add')}
          </Button>
        )
      }
    >
      {content()}
      {isAdding && (
        <IpRuleForm owner={owner} rule={null} opener={add.current} onClose={() => setIsAdding(false)} />
      )}
      {picked?.step === 'edit' && <IpRuleForm owner={owner} {...picked} onClose={() => setPicked(null)} />}
      {picked?.step === 'delete' && <DeleteIpRule {...picked} onClose={() => setPicked(null)} />}
    </Section>
  );
};
