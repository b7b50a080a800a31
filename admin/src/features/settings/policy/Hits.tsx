import { Flex, Typography } from '@strapi/design-system';

import { isCut, isHit, type PolicyEffect } from '../../../../../shared/contracts/policy';
import { useTranslation } from '../../../translations/use-translation';

export type Effects = readonly { effect: PolicyEffect; before: number; after: number }[];

/** What a change of the policy does to whom, one sentence each, and who is left out. */
export const Hits = ({ effects, graceDays }: { effects: Effects; graceDays: number }) => {
  const t = useTranslation();
  const isTold = ({ effect, after }: Effects[number]) =>
    (effect === 'users-exempt-from-second-factor' || effect === 'api-only-users') && after > 0;
  return (
    // In a paragraph, which no list of HTML's may stand in.
    <Flex tag="span" role="list" direction="column" alignItems="stretch" gap={2} paddingTop={3}>
      {effects
        .filter((one) => isHit(one) || isTold(one))
        .map(({ effect, before, after }) => (
          <Typography key={effect} tag="span" role="listitem" textAlign="left">
            {t(`policy.hit.${effect}`, { before, after, graceDays, isCut: isCut({ effect, after }) })}
          </Typography>
        ))}
    </Flex>
  );
};
