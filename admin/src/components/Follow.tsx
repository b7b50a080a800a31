import { useEffect } from 'react';

/** In a form: one that nobody has touched shows what there is now. */
export const Follow = ({ isBehind, follow }: { isBehind: boolean; follow: () => void }) => {
  useEffect(() => {
    if (isBehind) follow();
  });
  return null;
};
