import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';

import { Button } from '@strapi/design-system';
import { Check } from '@strapi/icons';

import { useTranslation } from '../../translations/use-translation';
import { LeaveGuard } from './LeaveGuard';

/** A form that is only part of a page, and the tab that it is in, if the page has tabs. */
type PageForm = { isModified: boolean; isSaving: boolean; tab: string | null };
type Forms = Readonly<Record<string, PageForm>>;
type FormsOfPage = { forms: Forms; put: (id: string, form: PageForm | null) => void };

const FormsContext = createContext<FormsOfPage | null>(null);

type TabPlace = { tab: string | null; isShown: boolean; show: () => void };
/** Where a form stands. */
export const TabContext = createContext<TabPlace>({ tab: null, isShown: true, show: () => undefined });

type Props = {
  /** Pages on which what was typed stays: their paths begin like this. */
  within?: string;
  children: ReactNode;
};

/** Wraps a page with forms that one button saves together, and asks before what was typed in them is lost. */
export const PageForms = ({ within, children }: Props) => {
  const [forms, setForms] = useState<Forms>({});
  const put = useCallback<FormsOfPage['put']>(
    (id, form) => setForms(({ [id]: _, ...others }) => (form ? { ...others, [id]: form } : others)),
    [],
  );
  const value = useMemo(() => ({ forms, put }), [forms, put]);
  return (
    <FormsContext.Provider value={value}>
      {children}
      <LeaveGuard isOn={Object.values(forms).some(isUnsaved)} within={within} />
    </FormsContext.Provider>
  );
};

const isUnsaved = ({ isModified, isSaving }: PageForm) => isModified && !isSaving;

/** Tells the page about a form that can be saved. False: no page cares for it. */
export const useInPage = (id: string | undefined, isModified: boolean, isSaving: boolean) => {
  const put = useContext(FormsContext)?.put;
  const { tab } = useContext(TabContext);
  useEffect(() => {
    if (!put || !id) return undefined;
    put(id, { isModified, isSaving, tab });
    return () => put(id, null);
  }, [put, id, isModified, isSaving, tab]);
  return Boolean(put);
};

/** The tabs in which something is not saved yet. */
export const useUnsavedTabs = (): ReadonlySet<string> => {
  const forms = useContext(FormsContext)?.forms ?? {};
  return new Set(Object.values(forms).flatMap((form) => (form.isModified && form.tab ? [form.tab] : [])));
};

/** Strapi's Form takes no id, by which the button finds it. */
export const withId = (id: string) => (form: HTMLFormElement | null) => {
  if (form) form.id = id;
};

/** Saves what was changed in the page's forms, at the top right where Strapi's forms have their button. */
export const SaveButton = ({ tab = null }: { tab?: string | null }) => {
  const t = useTranslation();
  const forms = Object.entries(useContext(FormsContext)?.forms ?? {});
  const modified = forms.filter(([, { isModified }]) => isModified);
  if (modified.length === 0 && !forms.some(([, form]) => form.tab === tab)) return null;
  return (
    <Button
      size="L"
      startIcon={<Check />}
      disabled={modified.length === 0}
      loading={forms.some(([, { isSaving }]) => isSaving)}
      onClick={() =>
        modified.forEach(([id]) => (document.getElementById(id) as HTMLFormElement).requestSubmit())
      }
    >
      {t('save')}
    </Button>
  );
};
