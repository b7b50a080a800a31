import { type TextId, useTranslation } from '../translations/use-translation';
import type { Condition } from './list-query';
import { UserCount } from './UserCount';

type Props = { count: number; filter: Condition; why: TextId };

/** Why something that users have cannot be deleted, with a link to them. */
export const HeldBy = ({ count, filter, why }: Props) => {
  const t = useTranslation();
  return (
    <>
      {t(why)} <UserCount count={count} filter={filter} />
    </>
  );
};
