import { Flex, Link, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { RuleName } from '../../../../../shared/contracts/access';
import type { AccessAnswer } from '../../../api/access';
import { Card } from '../../../components/Card';
import { LocalTime } from '../../../components/LocalTime';
import { useCan } from '../../../components/PermissionsProvider';
import { StateBadge } from '../../../components/StateBadge';
import { useTranslation } from '../../../translations/use-translation';
import { remediesOf } from './remedies';

type Props = { answer: AccessAnswer; userId: number; ip: string };
const VARIANTS = { pass: 'success', challenge: 'warning', deny: 'danger' } as const;
const COLUMNS = ['rule', 'outcome', 'reason', 'until', 'remedy'] as const;

/** What the sign-in would answer, and what each rule says. */
export const Verdict = ({ answer: { decision, rules }, userId, ip }: Props) => {
  const t = useTranslation();
  const can = useCan();
  const remediesFor = (rule: RuleName) =>
    remediesOf(rule, { userId, ip }).filter(({ permission }) => can(permission));
  return (
    <Card
      title={t(`explain.decision.${decision.outcome}`)}
      text={decision.outcome !== 'allow' ? t(`reason.${decision.reason}`) : undefined}
    >
      <Table colCount={COLUMNS.length} rowCount={rules.length + 1}>
        <Thead>
          <Tr>
            {COLUMNS.map((column) => (
              <Th key={column}>
                <Typography variant="sigma" textColor="neutral600">
                  {t(`explain.${column}`)}
                </Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {rules.map(({ rule, outcome, reason, until }) => (
            <Tr key={rule}>
              <Td>
                <Typography>{t(`explain.rule.${rule}`)}</Typography>
              </Td>
              <Td>
                <StateBadge colour={VARIANTS[outcome]} text={t(`explain.outcome.${outcome}`)} />
              </Td>
              <Td>
                <Typography>
                  {outcome === 'pass' ? t(`explain.passes.${rule}`) : t(`reason.${reason}`)}
                </Typography>
              </Td>
              <Td>
                <LocalTime value={until} />
              </Td>
              <Td>
                <Flex direction="column" alignItems="flex-start" gap={1}>
                  {outcome === 'deny' &&
                    remediesFor(rule).map(({ text, to }) => (
                      <Link key={text} tag={NavLink} to={to}>
                        {t(text)}
                      </Link>
                    ))}
                </Flex>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
};
