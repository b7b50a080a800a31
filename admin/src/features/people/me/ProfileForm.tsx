import { Flex, Grid } from '@strapi/design-system';
import { Blocker, Form, type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import type { Me } from '../../../../../shared/contracts/me';
import { useUpdateMeMutation } from '../../../api/me';
import { Card } from '../../../components/Card';
import { Follow } from '../../../components/Follow';
import { SaveInHeader, withId } from '../../../components/HeaderSlot';
import { useBase } from '../../../components/use-base';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { type TextId, useTranslation } from '../../../translations/use-translation';
import { LocaleField, TimeZoneField } from '../../../components/RegionalFields';

const FORM = 'gatehouse-me';

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

/** One's names, mobile, time zone and locale. */
export const ProfileForm = ({ me }: { me: Me }) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [update] = useUpdateMeMutation();
  const { base, isBehind, follow, startFrom } = useBase(me);

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    const result = await update(values);
    if ('error' in result) return showRefusal(result.error, values, helpers);
    helpers.resetForm(valuesOf(result.data.data));
    startFrom(result.data.data);
    succeeded('me.saved');
  };

  return (
    <Form<Values> ref={withId(FORM)} method="PUT" initialValues={valuesOf(base)} onSubmit={submit}>
      {({ isSubmitting, modified }) => (
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
                    disabled={isSubmitting}
                  />
                </Grid.Item>
              ))}
            </Grid.Root>
          </Card>
          <Card title={t('me.regional')} text={t('me.regional.text')}>
            <Grid.Root gap={5}>
              <TimeZoneField disabled={isSubmitting} hasHint={false} />
              <LocaleField disabled={isSubmitting} hasHint={false} />
            </Grid.Root>
          </Card>
          <SaveInHeader form={FORM} isModified={modified} isSaving={isSubmitting} />
          <Blocker />
          <Follow isBehind={isBehind && !modified} follow={follow} />
        </Flex>
      )}
    </Form>
  );
};
