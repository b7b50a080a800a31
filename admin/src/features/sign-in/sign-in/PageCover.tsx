import { createGlobalStyle } from 'styled-components';

/**
 * Blurs everything except the step (`StepModal`): the page, open dialogs, lists and notifications. The filter
 * makes each of them a stacking context, so that none lies above the step, whatever its z-index.
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

/** Keeps the page but makes it unreadable until it is known who comes back to it. */
export const PageCover = () => <Blur />;
