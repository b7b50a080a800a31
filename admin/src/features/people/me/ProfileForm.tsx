import { Flex, Grid } from '@strapi/design-system';
import { InputRenderer } from '@strapi/strapi/admin';

import type { Me } from '../../../../../shared/contracts/me';
import { useUpdateMeMutation } from '../../../api/me';
import { Card } from '../../../components/Card';
import { EditedForm } from '../../../components/edited-form/EditedForm';
import { useFeedback } from '../../../components/use-feedback';
import { type TextId, useTranslation } from '../../../translations/use-translation';
import { LocaleField, TimeZoneField } from '../../../components/RegionalFields';

const FIELDS = [
  { name: 'firstname', autoComplete: 'given-name' },
  { name: 'lastname', autoComplete: 'family-name' },
  { name: 'displayName', autoComplete: 'nickname', hint: 'me.displayName.hint' },
  { name: 'mobile', autoComplete: 'tel', hint: 'me.mobile.hint' },
] as const satisfies readonly { name: keyof Me; autoComplete: string; hint?: TextId }[];

type Values = Pick<Me, 'firstname' | 'lastname' | 'displayName' | 'mobile' | 'timeZone' | 'locale'>;

const valuesOf = ({ firstname, lastname, displayName, mobile, timeZone, locale }: Me): Values => ({
  firstname,
  lastname,
  displayName,
  mobile,
  timeZone,
  locale,
});

/** The signed-in user's names, mobile, time zone and locale. */
export const ProfileForm = ({ me }: { me: Me }) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const [update] = useUpdateMeMutation();
  return (
    <EditedForm
      id="gatehouse-me"
      record={me}
      valuesOf={valuesOf}
      save={(values) => update(values)}
      onSaved={() => succeeded('me.saved')}
    >
      {({ disabled }) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Card title={t('me.person')}>
            <Grid.Root gap={5}>
              {FIELDS.map((field) => (
                <Grid.Item key={field.name} xs={12} m={6} direction="column" alignItems="stretch">
                  <InputRenderer
                    type="string"
                    name={field.name}
                    label={t(`field.${field.name}`)}
                    hint={'hint' in field ? t(field.hint) : undefined}
                    autoComplete={field.autoComplete}
                    disabled={disabled}
                  />
                </Grid.Item>
              ))}
            </Grid.Root>
          </Card>
          <Card title={t('me.regional')} text={t('me.regional.text')}>
            <Grid.Root gap={5}>
              <TimeZoneField disabled={disabled} hasHint={false} />
              <LocaleField disabled={disabled} hasHint={false} />
            </Grid.Root>
          </Card>
        </Flex>
      )}
    </EditedForm>
  );
};
