import { useState } from 'react';

/**
 * What a form begins with, while what there is may change beneath it: as it was when the form was opened, saved, or last
 * left as it is (`Follow`). So nothing that was typed is lost, and nothing that others have saved is sent back.
 */
export const useBase = <R>(newest: R) => {
  const [{ base, seen }, set] = useState({ base: newest, seen: newest });
  return {
    base,
    isBehind: newest !== seen,
    follow: () => set({ base: newest, seen: newest }),
    /** What was saved just now: what is here is older, and the next is newer. */
    startFrom: (saved: R) => set({ base: saved, seen: newest }),
  };
};
