import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';

import type { IpRule } from '../../../../../shared/contracts/ip-rules';
import { ListTable } from '../../../components/ListTable';
import { LocalTime } from '../../../components/LocalTime';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';

export type PickedRule = { rule: IpRule; step: 'edit' | 'delete'; opener: HTMLElement };

type Props = { rules: IpRule[]; hasRole: boolean; onPick: (picked: PickedRule) => void };

export const IpRulesTable = ({ rules, hasRole, onPick }: Props) => {
  const t = useTranslation();
  const headers = (['role', 'range', 'note', 'createdAt', 'actions'] as const)
    .filter((name) => hasRole || name !== 'role')
    .map((name) => ({ name, label: t(`rules.${name}`) }));
  return (
    <ListTable rows={rules} headers={headers}>
      {rules.map((rule) => (
        <Table.Row key={rule.id}>
          {hasRole && (
            <Table.Cell>
              <Typography>{rule.role?.name}</Typography>
            </Table.Cell>
          )}
          <Table.Cell>
            <Typography fontWeight="bold">{rule.range}</Typography>
          </Table.Cell>
          <Table.Cell>
            <Typography ellipsis>{rule.note ?? t('none')}</Typography>
          </Table.Cell>
          <Table.Cell>
            <LocalTime value={rule.createdAt} />
          </Table.Cell>
          <Table.Cell>
            <RuleActions rule={rule} onPick={onPick} />
          </Table.Cell>
        </Table.Row>
      ))}
    </ListTable>
  );
};

const RuleActions = ({ rule, onPick }: { rule: IpRule; onPick: Props['onPick'] }) => {
  const t = useTranslation();
  const can = useCan();
  const pick = (step: PickedRule['step']) => (event: React.MouseEvent<HTMLButtonElement>) =>
    onPick({ rule, step, opener: event.currentTarget });
  return (
    <Flex>
      {can('ip-rules.update') && (
        <IconButton variant="ghost" label={t('rules.edit', { range: rule.range })} onClick={pick('edit')}>
          <Pencil />
        </IconButton>
      )}
      {can('ip-rules.delete') && (
        <IconButton
          variant="ghost"
          label={t('rules.delete.of', { range: rule.range })}
          onClick={pick('delete')}
        >
          <Trash />
        </IconButton>
      )}
    </Flex>
  );
};
