import { type ReactNode, useEffect, useState } from 'react';

import { Box, Flex, Main, Typography } from '@strapi/design-system';
import { createPortal } from 'react-dom';
import { styled } from 'styled-components';

import { loadSignInLogo } from '../../../api/sign-in';
import { defaultLogo } from './default-logo';

/** Strapi's root element, with the page beneath. */
const APP = 'strapi';

const Page = styled(Box)`
  position: fixed;
  inset: 0;
  z-index: 4;
  overflow-y: auto;
`;
const Card = styled(Box)`
  margin: 0 auto;
  width: 100%;
  max-width: 55.2rem;
`;
const Logo = styled.img`
  height: 7.2rem;
`;

/** Looks like Strapi's sign-in pages and lies over any open page, which is out of reach meanwhile. */
export const SignInFrame = ({
  title,
  text,
  children,
}: {
  title: string;
  text?: string;
  children: ReactNode;
}) => {
  const [logo, setLogo] = useState<string | null>(defaultLogo);

  useEffect(() => {
    const app = document.getElementById(APP);
    const documentTitle = document.title;
    if (app) app.inert = true;
    void loadSignInLogo().then((custom) => custom && setLogo(custom));
    return () => {
      if (app) app.inert = false;
      document.title = documentTitle;
    };
  }, []);
  useEffect(() => {
    document.title = title;
  }, [title]);

  return createPortal(
    <Page data-gatehouse="step" background="neutral100" padding={{ initial: 4, medium: 11 }}>
      <Main>
        <Card shadow="tableShadow" hasRadius background="neutral0" padding={{ initial: 4, medium: 10 }}>
          <Flex direction="column" paddingBottom={7} gap={1}>
            {logo && <Logo src={logo} alt="" aria-hidden />}
            <Box paddingTop={6}>
              <Typography variant="alpha" tag="h1" textAlign="center">
                {title}
              </Typography>
            </Box>
            {text && (
              <Typography variant="epsilon" textColor="neutral600" textAlign="center" display="block">
                {text}
              </Typography>
            )}
          </Flex>
          {children}
        </Card>
      </Main>
    </Page>,
    document.body,
  );
};
