import { useState } from 'react';

import { Button, Flex, Grid } from '@strapi/design-system';
import { Form, InputRenderer, Layouts, Page } from '@strapi/strapi/admin';

import { type AccessAnswer, useExplainAccessMutation } from '../../../api/access';
import { Card } from '../../../components/Card';
import { DateField } from '../../../components/DateField';
import { HintedInput } from '../../../components/HintedInput';
import { useCan } from '../../../components/PermissionsProvider';
import { useSubmit } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';
import { UserField } from './UserField';
import { Verdict } from './Verdict';

type Values = { user: string | null; ip: string; at: string | null; realm: 'panel' | 'api' };
const EMPTY: Values = { user: null, ip: '', at: null, realm: 'panel' };
const half = { xs: 12, m: 6, direction: 'column', alignItems: 'stretch' } as const;

/** "Who could sign in?": applies the sign-in rules to a user, an address and a time, without an attempt. */
export const ExplainPage = () => {
  const t = useTranslation();
  const canSeeUsers = useCan()('users.read');
  const [ask] = useExplainAccessMutation();
  const [answered, setAnswered] = useState<{ answer: AccessAnswer; userId: number; ip: string } | null>(null);

  const submit = useSubmit({
    required: ['user', 'ip'],
    send: ({ user, ip, realm, at }: Values) =>
      ask({ user: Number(user), ip: ip.trim(), realm, ...(at && { at }) }),
    onDone: ({ data }, { user, ip }) => setAnswered({ answer: data, userId: Number(user), ip: ip.trim() }),
  });

  // Without users to see, there is nobody to ask about.
  if (!canSeeUsers) return <Page.NoPermissions />;
  return (
    <Page.Main>
      <Page.Title>{t('nav.explain')}</Page.Title>
      <Layouts.Header title={t('nav.explain')} subtitle={t('explain.text')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Form<Values> method="POST" initialValues={EMPTY} onSubmit={submit}>
            {({ isSubmitting }) => (
              <Card title={t('explain.question')}>
                <Grid.Root gap={5}>
                  <UserField />
                  <Grid.Item {...half}>
                    <HintedInput type="string" name="ip" required of="explain.ip" />
                  </Grid.Item>
                  <Grid.Item {...half}>
                    <DateField name="at" label={t('explain.at')} hint={t('explain.at.hint')} edge="start" />
                  </Grid.Item>
                  <Grid.Item {...half}>
                    <InputRenderer
                      type="enumeration"
                      name="realm"
                      required
                      label={t('explain.realm')}
                      options={(['panel', 'api'] as const).map((realm) => ({
                        value: realm,
                        label: t(`explain.realm.${realm}`),
                      }))}
                    />
                  </Grid.Item>
                </Grid.Root>
                <Flex justifyContent="flex-end">
                  <Button type="submit" loading={isSubmitting}>
                    {t('explain.ask')}
                  </Button>
                </Flex>
              </Card>
            )}
          </Form>
          <div aria-live="polite">{answered && <Verdict {...answered} />}</div>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
