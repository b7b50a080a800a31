import { Box, Flex, Link, LinkButton, Loader, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle, WarningCircle } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import type { User } from '../../../../../shared/contracts/users';
import { type AccessAnswer, type AccessQuestion, useExplainAccessQuery } from '../../../api/access';
import { useUserQuery } from '../../../api/users';
import { LoadError } from '../../../components/LoadError';
import { useTranslation } from '../../../translations/use-translation';
import { useRemedies } from './remedies';
import { RulesTable } from './RulesTable';
import { useVerdictText } from './use-verdict-text';

type Props = { question: AccessQuestion; tag: 'h2' | 'h3' };

/** What would be answered to a question, why, and what helps. */
export const Verdict = ({ question, tag }: Props) => {
  const t = useTranslation();
  const { data, error, refetch } = useExplainAccessQuery(question);
  const { data: user, error: noUser, refetch: reloadUser } = useUserQuery(question.user);
  if (error) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (noUser) return <LoadError error={noUser} onRetry={() => void reloadUser()} />;
  if (!data || !user) return <Loader>{t('loading')}</Loader>;
  return <Answered answer={data.data} user={user.data} question={question} tag={tag} />;
};

const LOOKS = {
  allow: { Icon: CheckCircle, colour: 'success600' },
  challenge: { Icon: WarningCircle, colour: 'warning600' },
  deny: { Icon: CrossCircle, colour: 'danger600' },
} as const;

const Answered = ({ answer, user, question, tag }: Props & { answer: AccessAnswer; user: User }) => {
  const { sentence, reasons } = useVerdictText({ answer, user, question });
  const { outcome } = answer.decision;
  const { Icon, colour } = LOOKS[outcome];
  return (
    <Box
      tag="section"
      aria-label={sentence}
      background="neutral0"
      hasRadius
      shadow="filterShadow"
      padding={6}
      borderColor={colour}
    >
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Flex alignItems="flex-start" gap={3}>
          <Icon aria-hidden width="2.4rem" height="2.4rem" fill={colour} style={{ flexShrink: 0 }} />
          <Flex direction="column" alignItems="flex-start" gap={2}>
            <Typography variant="beta" tag={tag} style={{ overflowWrap: 'anywhere' }}>
              {sentence}
            </Typography>
            {reasons.map((text) => (
              <Typography key={text} tag="p" textColor="neutral700">
                {text}
              </Typography>
            ))}
          </Flex>
        </Flex>
        <Remedies answer={answer} question={question} />
        <RulesTable rules={answer.rules} question={question} />
      </Flex>
    </Box>
  );
};

/** What helps against the rule that decides: the first thing as a button, others beside it. */
const Remedies = ({ answer, question }: { answer: AccessAnswer; question: AccessQuestion }) => {
  const t = useTranslation();
  const remediesFor = useRemedies(question);
  const deciding = answer.rules.find(({ outcome }) => outcome !== 'pass');
  const [first, ...others] = deciding ? remediesFor(deciding.rule) : [];
  if (!first) return null;
  return (
    <Flex gap={5} wrap="wrap" paddingLeft={9}>
      <LinkButton
        tag={NavLink}
        to={first.to}
        variant={answer.decision.outcome === 'deny' ? 'default' : 'tertiary'}
      >
        {t(first.text)}
      </LinkButton>
      {others.map(({ text, to }) => (
        <Link key={text} tag={NavLink} to={to}>
          {t(text)}
        </Link>
      ))}
    </Flex>
  );
};
