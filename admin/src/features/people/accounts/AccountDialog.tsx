import type { Account } from '../../../../../shared/contracts/accounts';
import type { Forest } from '../../../components/tree-rows';
import { DeleteAccount } from './DeleteAccount';
import { MoveAccount } from './MoveAccount';
import { NameAccount } from './NameAccount';

/** What is about to be done; for `add`, the account is the new one's parent. */
export type PendingAccount = { opener: HTMLElement | null } & (
  { action: 'add'; account: Account | null } | { action: 'rename' | 'move' | 'delete'; account: Account }
);

export const AccountDialog = ({
  forest,
  onClose,
  ...pending
}: PendingAccount & { forest: Forest; onClose: () => void }) => {
  const { opener } = pending;
  switch (pending.action) {
    case 'add':
      return <NameAccount below={pending.account} account={null} opener={opener} onClose={onClose} />;
    case 'rename':
      return <NameAccount below={null} account={pending.account} opener={opener} onClose={onClose} />;
    case 'move':
      return <MoveAccount account={pending.account} forest={forest} opener={opener} onClose={onClose} />;
    case 'delete':
      return <DeleteAccount account={pending.account} opener={opener} onClose={onClose} />;
  }
};
