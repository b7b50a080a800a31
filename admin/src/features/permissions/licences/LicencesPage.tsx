import { useState } from 'react';

import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';

import { useLicencesQuery } from '../../../api/licences';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { DeleteLicence } from './DeleteLicence';
import { LicenceForm } from './LicenceForm';
import { LicencesTable, type PickedLicence } from './LicencesTable';

/** What limits the users who have it. There are always some: three are there from the beginning. */
export const LicencesPage = () => {
  const t = useTranslation();
  const can = useCan();
  const [picked, setPicked] = useState<PickedLicence | null>(null);
  const [adder, setAdder] = useState<HTMLElement | null>(null);
  const { data, error, isFetching, refetch } = useLicencesQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });

  const content = () => {
    if (data) return <LicencesTable licences={data.data} onPick={setPicked} />;
    return error ? <LoadError error={error} onRetry={refetch} /> : <Page.Loading />;
  };

  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{t('nav.licences')}</Page.Title>
      <Layouts.Header
        title={t('nav.licences')}
        subtitle={t('licences.text')}
        primaryAction={
          can('licences.manage') && (
            <Button
              startIcon={<Plus />}
              onClick={(event: React.MouseEvent<HTMLElement>) => setAdder(event.currentTarget)}
            >
              {t('licences.add')}
            </Button>
          )
        }
      />
      <Layouts.Content>{content()}</Layouts.Content>
      {adder && <LicenceForm licence={null} opener={adder} onClose={() => setAdder(null)} />}
      {picked?.step === 'edit' && <LicenceForm {...picked} onClose={() => setPicked(null)} />}
      {picked?.step === 'delete' && <DeleteLicence {...picked} onClose={() => setPicked(null)} />}
    </Page.Main>
  );
};
