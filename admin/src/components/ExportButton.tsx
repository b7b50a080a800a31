import { useState } from 'react';

import { Button } from '@strapi/design-system';
import { Download } from '@strapi/icons';

import { useTranslation } from '../translations/use-translation';
import { useFeedback } from './use-feedback';

/** Saves what matches a list's filters as a CSV file, named `name` and the date. */
export const ExportButton = ({ name, load }: { name: string; load: () => Promise<Blob> }) => {
  const t = useTranslation();
  const { failed } = useFeedback();
  const [isBusy, setBusy] = useState(false);

  const save = async () => {
    setBusy(true);
    try {
      saveAs(await load(), `${name}-${new Date().toISOString().slice(0, 10)}.csv`);
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Button variant="secondary" startIcon={<Download />} loading={isBusy} onClick={() => void save()}>
      {t('list.export')}
    </Button>
  );
};

const saveAs = (file: Blob, name: string) => {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
};
