import { useRef, useState } from 'react';

import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import { LoadError } from '../../components/LoadError';
import { useCan } from '../../components/PermissionsProvider';
import { useTranslation } from '../../translations/use-translation';
import { DeleteIpRule } from './DeleteIpRule';
import { IpRuleForm } from './IpRuleForm';
import { IpRulesTable, type PickedRule } from './IpRulesTable';
import { Pager } from './Pager';
import { type RuleOwner, useIpRules } from './use-ip-rules';

/** The addresses that a user, a role or everyone is limited to. */
export const IpRules = ({ owner, title }: { owner: RuleOwner; title: string }) => {
  const t = useTranslation();
  const can = useCan();
  const list = useIpRules(owner);
  const [picked, setPicked] = useState<PickedRule | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const add = useRef<HTMLButtonElement>(null);

  const content = () => {
    if (list.isLoading) return <Loader>{t('loading')}</Loader>;
    if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
    if (list.rules.length === 0)
      return (
        <Box background="neutral0" hasRadius shadow="filterShadow" padding={6}>
          <Typography textColor="neutral600">{t(`rules.none.${owner.scope}`)}</Typography>
        </Box>
      );
    return (
      <>
        <IpRulesTable rules={list.rules} hasRole={owner.scope === 'role'} onPick={setPicked} />
        {list.pageCount > 1 && <Pager page={list.page} pageCount={list.pageCount} onChange={list.setPage} />}
      </>
    );
  };

  return (
    <Box tag="section" aria-label={title} aria-busy={list.isFetching}>
      <Flex justifyContent="space-between" alignItems="flex-end" gap={4} paddingBottom={4}>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography variant="delta" tag="h2">
            {title}
          </Typography>
          {list.rules.length > 0 && (
            <Typography textColor="neutral600">{t(`rules.some.${owner.scope}`)}</Typography>
          )}
        </Flex>
        {can('ip-rules.create') && (
          <Button ref={add} variant="secondary" startIcon={<Plus />} onClick={() => setIsAdding(true)}>
            {t('rules.add')}
          </Button>
        )}
      </Flex>
      {content()}
      {isAdding && (
        <IpRuleForm owner={owner} rule={null} opener={add.current} onClose={() => setIsAdding(false)} />
      )}
      {picked?.step === 'edit' && <IpRuleForm owner={owner} {...picked} onClose={() => setPicked(null)} />}
      {picked?.step === 'delete' && <DeleteIpRule {...picked} onClose={() => setPicked(null)} />}
    </Box>
  );
};
