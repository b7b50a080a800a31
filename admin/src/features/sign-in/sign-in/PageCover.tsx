import { createGlobalStyle } from 'styled-components';

/**
 * Blurs all that is there but the step (`StepModal`): the page, open dialogs, lists and notifications. The filter makes
 * each of them a stacking context of its own, so that none lies above the step whatever its z-index is.
 */
const Blur = createGlobalStyle`
  body > :not(:has([data-gatehouse='over-cover'])) {
    filter: blur(2rem);
    pointer-events: none;
  }

  /* Older browsers hide the page whole. */
  @supports not selector(:has(*)) {
    #strapi {
      visibility: hidden;
    }
  }
`;

/** What was on the page stays, and nobody reads it, while it is open who comes back to it. */
export const PageCover = () => <Blur />;
