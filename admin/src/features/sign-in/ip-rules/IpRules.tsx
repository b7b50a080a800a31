import { Loader } from '@strapi/design-system';

import type { IpRule } from '../../../../../shared/contracts/ip-rules';
import { AddButton } from '../../../components/AddButton';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { NothingYet, Section } from '../../../components/Section';
import { useRowDialogs } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';
import { DeleteIpRule } from './DeleteIpRule';
import { IpRuleForm } from './IpRuleForm';
import { IpRulesTable } from './IpRulesTable';
import { Pager } from '../../../components/Pager';
import { isOfAllRoles, type RuleOwner, useIpRules } from './use-ip-rules';

/** The addresses that a user, a role or everyone is limited to. */
export const IpRules = ({ owner, title }: { owner: RuleOwner; title: string }) => {
  const t = useTranslation();
  const can = useCan();
  const list = useIpRules(owner);
  const { add, pick, dialog } = useRowDialogs<IpRule>({
    edit: (rule, props) => <IpRuleForm owner={owner} rule={rule} {...props} />,
    delete: (rule, props) => <DeleteIpRule rule={rule} {...props} />,
  });
  const whose = owner.scope === 'role' && !isOfAllRoles(owner) ? 'one-role' : owner.scope;

  const content = () => {
    if (list.isLoading) return <Loader>{t('loading')}</Loader>;
    if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
    if (list.rules.length === 0) return <NothingYet>{t(`rules.none.${whose}`)}</NothingYet>;
    return (
      <>
        <IpRulesTable rules={list.rules} hasRole={isOfAllRoles(owner)} onPick={pick} />
        <Pager page={list.page} pageCount={list.pageCount} onChange={list.setPage} />
      </>
    );
  };

  return (
    <Section
      title={title}
      text={list.rules.length > 0 ? t(`rules.some.${whose}`) : undefined}
      isBusy={list.isFetching}
      action={can('ip-rules.create') && <AddButton variant="secondary" label={t('rules.add')} onAdd={add} />}
    >
      {content()}
      {dialog}
    </Section>
  );
};
