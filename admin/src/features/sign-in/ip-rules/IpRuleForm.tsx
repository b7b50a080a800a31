import { InputRenderer } from '@strapi/strapi/admin';

import { MAX_PAGE_SIZE } from '../../../../../shared/constants';
import type { IpRule } from '../../../../../shared/contracts/ip-rules';
import { useRolesQuery } from '../../../api/roles';
import { AskFirst } from '../../../components/AskFirst';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { HintedInput } from '../../../components/HintedInput';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { type IpRuleValues, useIpRuleForm } from './use-ip-rule-form';
import { isOfAllRoles, type RuleOwner } from './use-ip-rules';

type Props = DialogProps & { owner: RuleOwner; rule: IpRule | null };

/** A new rule, or an existing one. */
export const IpRuleForm = ({ owner, rule, opener, onClose }: Props) => {
  const t = useTranslation();
  const form = useIpRuleForm({ owner, rule, onSaved: onClose });
  return (
    <>
      <FormModal<IpRuleValues>
        title={t(rule ? 'rules.edit.title' : 'rules.add')}
        text={t(`rules.text.${owner.scope}`)}
        submitLabel={t('save')}
        initialValues={{
          role: rule?.role ? String(rule.role.id) : null,
          range: rule?.range ?? null,
          note: rule?.note ?? null,
        }}
        onSubmit={form.submit}
        opener={opener}
        onClose={onClose}
      >
        {isOfAllRoles(owner) && <RoleField isFixed={rule !== null} />}
        <HintedInput type="string" name="range" required of="rules.range" placeholder="207.107.139.*" />
        <HintedInput type="string" name="note" of="rules.note" />
      </FormModal>
      {form.isConfirmationDue && (
        <AskFirst
          title={t('rules.lockout.title')}
          confirmLabel={t('rules.lockout.save')}
          isDangerous
          isBusy={form.isBusy}
          opener={null}
          onConfirm={form.confirm}
          onClose={form.cancel}
        >
          {t('rules.lockout.text')}
        </AskFirst>
      )}
    </>
  );
};

/** A rule stays with its role: for another role, add another rule. */
const RoleField = ({ isFixed }: { isFixed: boolean }) => {
  const t = useTranslation();
  const canSee = useCan()('roles.read');
  const { data: roles } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) }, { skip: !canSee });
  return (
    <InputRenderer
      type="enumeration"
      name="role"
      required
      disabled={isFixed || !canSee}
      label={t('field.role')}
      hint={canSee ? undefined : t('field.roles.hidden')}
      options={(roles?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  );
};
