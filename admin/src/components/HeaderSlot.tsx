import {
  createContext,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useContext,
  useState,
} from 'react';

import { Button } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { createPortal } from 'react-dom';

import { useTranslation } from '../translations/use-translation';

type Slot = [place: HTMLElement | null, setPlace: Dispatch<SetStateAction<HTMLElement | null>>];

const SlotContext = createContext<Slot>([null, () => undefined]);

/** Wraps a page whose header holds the button of a form that is only part of the page. */
export const HeaderSlotProvider = ({ children }: { children: ReactNode }) => {
  const slot = useState<HTMLElement | null>(null);
  return <SlotContext.Provider value={slot}>{children}</SlotContext.Provider>;
};

/** Where the button goes. */
export const HeaderSlot = () => {
  const [, setPlace] = useContext(SlotContext);
  // While empty, it must not take up a gap in the header.
  return <span ref={setPlace} style={{ display: 'contents' }} />;
};

/** Strapi's Form takes no id, which a button outside it needs. */
export const withId = (id: string) => (form: HTMLFormElement | null) => {
  if (form) form.id = id;
};

type SaveProps = { form: string; isModified: boolean; isSaving: boolean };

/** The form's save button, at the top right where Strapi's forms have theirs. */
export const SaveInHeader = ({ form, isModified, isSaving }: SaveProps) => {
  const t = useTranslation();
  const [place] = useContext(SlotContext);
  if (!place) return null;
  return createPortal(
    <Button
      type="submit"
      form={form}
      size="L"
      startIcon={<Check />}
      disabled={!isModified}
      loading={isSaving}
    >
      {t('save')}
    </Button>,
    place,
  );
};
